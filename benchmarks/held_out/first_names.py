"""Italian first names, common and rare, those that are also words, and pet forms."""

from __future__ import annotations

__all__ = ["FEMALE", "FEMALE_PET", "FEMALE_RARE", "FEMALE_WORDS", "MALE", "MALE_PET", "MALE_RARE", "MALE_WORDS"]


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in names.split())


MALE = _split("""
Mario Giuseppe Antonio Giovanni Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo
Michele Giorgio Aldo Sergio Luciano Roberto Stefano Marco Andrea Luca Alessandro Matteo Davide Simone Federico
Lorenzo Claudio Maurizio Massimo Fabio Daniele Giancarlo Renato Enrico Alberto Nicola Riccardo Emanuele Gianluca
Gabriele Tommaso Leonardo Mattia Filippo Cristian Walter Ettore Gino Guido Ugo Alfredo Ernesto Umberto Silvano
Pier_Luigi Gian_Paolo Gianfranco Piero Mauro Diego Ivan Raffaele Pasquale Gennaro Ciro Rosario Carmelo Giacomo
""")

FEMALE = _split("""
Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Carla Elena Concetta
Rita Margherita Franca Paola Laura Giulia Chiara Sara Martina Silvia Alessandra Federica Elisa Valentina Simona
Patrizia Daniela Cristina Barbara Monica Roberta Stefania Sabrina Luisa Bruna Adriana Marisa Graziella Ornella
Emma Alice Sofia Giorgia Beatrice Ilaria Elisabetta Michela Antonella Nadia Loredana Tiziana Donatella Lidia Ines
Maria_Grazia Maria_Teresa Anna_Maria Rosa_Maria Annamaria Mariagrazia Raffaella Assunta Filomena Nunzia Immacolata
""")

MALE_RARE = _split("""
Abramo Adelmo Agenore Albino Alcide Aldobrando Algiso Amerigo Amilcare Anacleto Ansovino Aristide Arduino Armido
Attilio Augusto_Maria Baingio Barnaba Bastiano Belisario Bortolo Brenno Calogero Cataldo Cirano Cosimino Damaso Dante
Delfino Demetrio Duilio Efisio Egidio Eligio Elpidio Ennio Erasmo Ermenegildo Eros Eustachio Evaristo Fedele Ferruccio
Fiorenzo Florindo Fulgenzio Gavino Gedeone Gelindo Gerlando Giosafatte Giulivo Gottardo Helmut Igino Iginio Ireneo
Italo Josef Lanfranco Leonzio Liberale Lindo Lodovico Loreto Marcantonio Medardo Nazzareno Nevio Nicolò Norbert
Oddone Olindo Onofrio Oreste Orfeo Osvaldo Pancrazio Pantaleo Plinio Quirino Raimondo Remigio Rinaldo Rocco Romeo
Sabino Sante Saverio Secondo Severino Siegfried Sisto Tarcisio Teodorico Terenzio Tranquillo Tullio Ubaldo Ulderico
Valerio Venanzio Vigilio Vittore Zaccheo Zeno Bepi Boris Stojan Alojz
""")

FEMALE_RARE = _split("""
Adalgisa Addolorata Adelaide Adele Agnese Albertina Aldina Alma Amabile Amalia Ambrogina Amelia Apollonia Armida
Artemisia Assuntina Bastiana Benvenuta Bonaria Brigida Brunilde Calogera Carmelina Celestina Clelia Clotilde Cosima
Crocifissa Delia Desolina Diamante Dirce Domitilla Dorina Edda Edvige Efisia Elda Elettra Elide Elsa Elvira Emerenziana
Ermelinda Ernesta Erminia Ersilia Esterina Eufemia Eulalia Fedora Fernanda Fiammetta Fiorenza Flora Fosca Gavina
Gelsomina Genoveffa Germana Gertrud Gesuina Gilda Giacinta Grazietta Heidi Ida Imelda Iole Iolanda Irma Isolina
Itria Jolanda Lavinia Leda Leontina Libera Lina Liliana Lucrezia Luigina Maddalena Mafalda Matilde Mercedes Milena
Mirella Narcisa Nerina Nicolosa Nives Noemi Norina Odilla Olga Olimpia Onorina Ortensia Ottavia Palmira Paolina
Pierina Priscilla Quintina Raimonda Ripalta Romilda Rosalba Rosetta Santina Sebastiana Severina Sidonia Speranzina
Teodolinda Tosca Traudl Ursula Valburga Vanda Velia Veneranda Virginia Vittorina Zaira Zelinda Zita Zora Slavica
""")

MALE_WORDS = _split("Primo Quinto Settimio Santo Fortunato Felice Modesto")
FEMALE_WORDS = _split("Grazia Gioia Letizia Viola Perla Luce Stella Alba Italia Vita Fortuna Gemma Mimosa Dalia Fede")

MALE_PET = _split("Nino Pippo Gigi Mimmo Ciccio Beppe Nando Pino Tonino Sandro Enzo Gianni Berto Cecco")
FEMALE_PET = _split(
    "Pinuccia Tina Lella Giusy Mariuccia Cettina Nuccia Titti Ninetta Rosy Pina Mimma Betta Dina Giovannina"
)
