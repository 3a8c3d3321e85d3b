"""`python -m release` is `referto`, for where the console script is not on the path."""

from release.cli import main

if __name__ == "__main__":
    main()
