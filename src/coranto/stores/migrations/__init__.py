"""The history of the store's schema, run by Alembic from the program itself: there is no ini file to keep."""
