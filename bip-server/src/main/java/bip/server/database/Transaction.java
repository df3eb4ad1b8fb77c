package bip.server.database;

import org.apache.ibatis.session.SqlSession;

/** An open transaction, through which a room reaches its mappers. Valid only inside its call. */
public final class Transaction {
    private final KnownMappers mappers;
    private final SqlSession session;

    Transaction(KnownMappers mappers, SqlSession session) {
        this.mappers = mappers;
        this.session = session;
    }

    /** The mapper of that interface, working inside this transaction. */
    public <M> M mapper(Class<M> mapper) {
        mappers.know(mapper);
        return session.getMapper(mapper);
    }
}
