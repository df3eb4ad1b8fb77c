package bip.server.database;

import org.apache.ibatis.session.SqlSession;

/** An open transaction, through which a room reaches its mappers. Valid only inside its call. */
public final class Transaction {
    private final Database database;
    private final SqlSession session;

    Transaction(Database database, SqlSession session) {
        this.database = database;
        this.session = session;
    }

    /** The mapper of that interface, working inside this transaction. */
    public <M> M mapper(Class<M> mapper) {
        database.know(mapper);
        return session.getMapper(mapper);
    }
}
