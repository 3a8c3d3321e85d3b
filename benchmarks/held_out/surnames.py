"""Italian surnames of all regions; an underscore stands for a blank inside a surname."""

from __future__ import annotations

__all__ = ["COMMON", "RARE", "WORDS"]


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in names.split())


COMMON = _split("""
Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricciardi Bruno Gallo Conti De_Luca Mancini Giordano Rizzo
Lombardi Moretti Barbieri Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Lombardo Coppola Conte De_Santis
Marchetti Parisi Villa Bianco Ferraro Fabbri D'Angelo Marini Bernardi Bellini Benedetti Martinelli Cattaneo Piras
Sanna Melis Silvestri Farina D'Amico Palumbo Vitale Ferri Guidi Messina Sala Orlando Valentini Pellegrini Gatti
Bernini Ruggiero De_Angelis Sorrentino Pagano Basile Neri Carbone Donati Morelli Grassi Sartori Battaglia Fiorentino
D'Agostino Ferretti Mazza Vitali Rossetti Caputo Testoni Giuliani Amendola Catalano Piazza Zanella Tedesco Romeo
Bertolini Sanfilippo Cocco Montanari Pinna Marra Rizzi Martino Ruggeri Costantini Milani Leoni Negri Rota Poli
Guerrini Franchi Pugliese Fumagalli Longhi Brambilla Riva Colonna Beretta Gentili Zanetti Spinelli Pozzi Albanese
Bruni Marchi Cirillo Salvi Ventura Murgia Napolitano Bassi Cavallo Barone Carta Deiana Morandi Tosi Boni Perrone
""")

RARE = _split("""
Abbruscato Accalai Addeo Agnoletto Aimone Alaimo Allegretto Altavilla Ambrosecchia Amort Andreatta Angelillo Antolini
Aprea Arcangeletti Argiolas Armenise Arrighetti Asquini Atzeni Auricchio Baccega Badessi Baggio Baldassin Ballarin
Bandiziol Baraldo Barbarossa Bardelloni Barrocu Bassanese Battistutta Bazzanella Beghetto Bellocchio Benciolini
Bergamasco Bertacche Bertelle Berton Bettega Bevilacqua Biasiolo Bighignoli Bisognin Boccaccini Bocchetti Boffelli
Bonavoglia Bordignon Borsatti Bortolussi Boscolo Bottacin Bovolenta Bragagnolo Branciforte Brentegani Bressan
Brugnera Brunello Brusegan Bruzzese Buffon Bugatto Burlon Busatta Butera Cabiddu Caccavale Cadeddu Cagnoni Calabrò
Calderan Callegaro Cammarata Campanaro Canazza Candelori Cannizzaro Canzian Capasso Capriotti Caramaschi Cardinaletti
Carraro Casarotto Casula Catapano Cecchetto Cerantola Cesarotto Chessa Chiappinelli Chiozzotto Ciaramitaro Ciccarese
Cimenti Cinquegrana Cipressi Cislaghi Coccia Codispoti Colaianni Colautti Comparin Concas Contarini Corbellini
Cosseddu Covolan Crivellari Cucchiara Cuccuru Cusimano Dalla_Libera Dal_Molin Dal_Santo Dalla_Costa D'Aloisio
D'Ambrosio D'Avenia De_Cecco De_Nardi De_Toni Degasperi Del_Bianco Del_Giudice Della_Valentina Delfauro Demurtas
Dessì Di_Benedetto Di_Ciommo Di_Girolamo Di_Lernia Di_Stasio Donadello Dorigatti Dorigo Egger Eramo Ermacora
Fabbian Facchinello Faggionato Falvo Fancello Fanfani Fasolato Favaron Fenoglio Ferrazzano Ferronato Filippin
Finazzer Floreancig Fogliata Forgione Fornasier Franzoi Frasson Frigeni Fronza Furlanetto Gabrielcig Gaetani
Galasso Gambarotto Garbuio Garzotto Gasparotto Gennusa Ghidoni Giacomazzi Giampaoli Gigliotti Giovinazzo Girardello
Gobbato Gorgoglione Grandesso Graziussi Gruber Guadagnin Guarracino Guglielmin Hofer Iacovelli Iaquinta Imparato
Incani Ingrosso Innerhofer Iodice Kaserer Kerschbaumer Kofler Kostoris Kravina Ladu Laghetto Lamonaca Lanzarotto
Lazzarotto Licata Lo_Cascio Lo_Presti Loddo Loiudice Lorenzon Lovato Lucchetta Maccarone Maccioni Magrin Mairhofer
Malavasi Maltauro Mandolesi Mangiaracina Manieri Mantoan Marangon Marcolongo Marghescu Marsigli Mascioletti Masiero
Matteazzi Mazzucato Meggiolaro Meloni Menegazzo Meneghetti Mesaglio Michielon Miglioranza Milošič Minnella Mioni
Mitterrutzner Moccia Monego Montecchio Morabito Moscatiello Mosconi Muggironi Mulas Munaretto Murru Mutinelli
Nardelotto Nieddu Niederkofler Notarnicola Nurchi Oberhofer Ogliari Onnis Orofino Orsingher Ortolan Padoan Pagnotta
Palazzolo Panozzo Pappalardo Parolin Pasqualotto Passuello Pattaro Pavesi Pecoraro Pedrazzoli Pegoraro Pellizzari
Perathoner Peruffo Petrolo Pettenuzzo Piccirillo Piccolotto Pichler Pierobon Pieropan Pigato Pilotto Pintore Pirisino
Pistorello Pitzalis Plattner Polato Polverino Porceddu Pozzobon Prandoni Prestileo Prosdocimi Puddu Pusceddu Quagliarella
Rabensteiner Radaelli Raineri Rampazzo Rapisarda Rebeschini Rigato Rigoni Roncaglione Rosanelli Rubinato Ruocco
Sabbadin Saccomanno Salerni Salis Sambugaro Sandonà Santagiuliana Santarossa Sardaro Sbardellotto Sbrizzi Scaccabarozzi
Scapin Scarpellini Schiavinotto Schifano Scognamiglio Scotton Sebastianutto Seganfreddo Serafini Sgarbossa Simionato
Slataper Soligo Sottoriva Spagnuolo Spiller Squarcina Stefani Stocchero Stragliotto Strazzabosco Sturniolo Tagliapietra
Tamburrino Tappeiner Tessarolo Tofanicchio Tommasini Tondello Traversin Trevisiol Trimarchi Troncone Tschurtschenthaler
Uccheddu Urbani Usai Vacirca Valsecchi Vanzetto Varotto Vaccargiu Vendramin Venturato Verdecchia Vezzaro Vianello Vigolo
Visintin Vitulano Volpato Zaccagnini Zaccaria Zago Zamboni Zampieri Zanatta Zanotelli Zappulla Zarattini Zecchin
Zedda Zennaro Ziliotto Zimmerhofer Zingarelli Zordan Zuccarello Zuliani Čok Žerjal Pahor Škerk Kralj Devetak
""")

WORDS = _split("""
Costa Serra Fontana Monti Valle Marino Greco Palma Grasso Basso Longo Bello Forte Leone Rosa Fiore Testa Gamba Barba
Bocca Denti Pace Guerra Amato Sereno Allegri Dolce Secco Magro Grosso Pianta Spina Coscia Zoppi Sordi Gobbi Calvi
Ricci Capelli Lingua Naso Sani Speranza Grande Piccolo Riccio Gentile Onesti Fortunato Pepe Sale Cipolla Fava Zucca
Volpe Lupo Gatto Passero Merlo Corvo Quaglia Oliva Castagna Mele Pesce Cavalli Orsi Croce Chiesa Torre Porta Ponte
Campana Monaco Prete Papa Re Cardinale Sarti Ferrero Mugnai Molinari Pastore Vaccaro Bovaro Bandiera Lanza Spada
""")
