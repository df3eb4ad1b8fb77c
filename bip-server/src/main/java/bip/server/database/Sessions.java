package bip.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.AutoMappingUnknownColumnBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.TransactionFactory;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** How pools and sessions are set up. */
final class Sessions {
    /** Readers at once; more would only wait for the two or four cores of a small machine. */
    private static final int READERS = 8;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private Sessions() {}

    static HikariDataSource readers(DataSource source) {
        HikariConfig config = pool("read", source, READERS);
        // A reader that writes is a mistake of ours, and would pass the limit on writers.
        config.setConnectionInitSql("PRAGMA query_only = ON");
        return new HikariDataSource(config);
    }

    static HikariDataSource writer(DataSource source) {
        return new HikariDataSource(pool("write", source, 1));
    }

    private static HikariConfig pool(String name, DataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setMaxLifetime(0);
        config.setAutoCommit(true);
        return config;
    }

    static SqlSessionFactory factory(String name, DataSource source) {
        return factory(name, source, new JdbcTransactionFactory());
    }

    /** The same with transactions of another kind. */
    static SqlSessionFactory factory(
            String name, DataSource source, TransactionFactory transactions) {
        Configuration configuration =
                new Configuration(new Environment(name, transactions, source));
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setAutoMappingUnknownColumnBehavior(AutoMappingUnknownColumnBehavior.FAILING);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        configuration.getTypeHandlerRegistry().register(Instant.class, new InstantHandler());
        return new DefaultSqlSessionFactory(configuration);
    }
}
