import pytest
import sqlalchemy


@pytest.mark.postgres
def test_the_private_server_answers_in_utf_8(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select 'Straße', current_setting('fsync')").one() == (
            "Straße",
            "off",
        )
    engine.dispose()
