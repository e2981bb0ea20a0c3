// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.ScopedValue.CallableOp;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGProperty;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// The server's connections to its database, in two pools: one for the guard, and one for requests and all
/// other jobs. Requests that take every connection of their pool, for example by waiting for a lock, cannot
/// keep the guard from rolling back.
///
/// Everything uses this one `DataSource`. Code that runs inside [#callAsGuard] gets connections of the guard's
/// pool, also in transactions; all other code gets those of the other pool. Thread-safe.
public final class DualPoolDataSource extends AbstractDataSource implements AutoCloseable {
    /// The most connections for requests and other jobs: four more than all shares of
    /// [dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter] together, for orders and jobs, which
    /// have no share.
    static final int REQUESTS = 26;

    /// The most connections for the guard: one for each of its jobs, which use one at a time.
    static final int GUARD = 8;

    /* The guard says on the rollout what it waits for, which a lock timeout lets it know. */
    private static final String GUARD_WAITS = "set lock_timeout = '2s'";

    /* A session to a machine that is gone hangs for so long. The guard's statements take milliseconds. */
    private static final String SECONDS_OF_A_REQUEST = "30";
    private static final String SECONDS_OF_THE_GUARD = "10";

    private static final ScopedValue<Boolean> AS_GUARD = ScopedValue.newInstance();

    private final HikariDataSource requests;
    private final HikariDataSource guard;

    /// @param settings of both pools; name, size and timeouts are set here
    public DualPoolDataSource(HikariConfig settings) {
        settings.addDataSourceProperty(PGProperty.SOCKET_TIMEOUT.getName(), SECONDS_OF_A_REQUEST);
        this.requests = pool(settings, "evenkeel", REQUESTS);
        settings.setConnectionInitSql(settings.getConnectionInitSql() + "; " + GUARD_WAITS);
        settings.addDataSourceProperty(PGProperty.SOCKET_TIMEOUT.getName(), SECONDS_OF_THE_GUARD);
        this.guard = pool(settings, "evenkeel-guard", GUARD);
    }

    private static HikariDataSource pool(HikariConfig settings, String name, int most) {
        settings.setPoolName(name);
        settings.setMaximumPoolSize(most);
        settings.setExceptionOverride(new ReadOnlyConnectionEviction());
        return new HikariDataSource(settings);
    }

    /// Does work of the guard, with connections of the guard's pool. Inside a transaction that the caller has
    /// begun already, the work uses the connection of that transaction.
    public static <T, X extends Throwable> T callAsGuard(CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(AS_GUARD, true).call(work);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pool().getConnection(user, password);
    }

    /// Closes every connection as soon as it is not in use, so that work that begins later gets new ones.
    public void replaceConnections() {
        guard.getHikariPoolMXBean().softEvictConnections();
        requests.getHikariPoolMXBean().softEvictConnections();
    }

    private HikariDataSource pool() {
        return AS_GUARD.isBound() ? guard : requests;
    }

    @Override
    public void close() {
        guard.close();
        requests.close();
    }
}
