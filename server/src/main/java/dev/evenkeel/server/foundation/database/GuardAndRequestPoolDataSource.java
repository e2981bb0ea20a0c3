// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.ScopedValue.CallableOp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// A data source with two connection pools: one for the guard, and one for requests and all other jobs.
/// Requests that use every connection of their pool, for example by waiting for a lock, cannot prevent the
/// guard from rolling back.
///
/// All code uses this `DataSource`. Code inside [#callAsGuard] gets connections of the guard's pool, also in
/// transactions; all other code gets those of the other pool. The first connection opens the pools. Thread-safe.
public final class GuardAndRequestPoolDataSource extends AbstractDataSource implements AutoCloseable {
    /// The maximum number of connections for requests and other jobs: four more than all shares of
    /// [dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter] together, for writes and jobs, which
    /// have no share.
    static final int REQUEST_POOL_SIZE = 26;

    /// The maximum number of connections for the guard: one for each of its jobs, which use one at a time.
    static final int GUARD_POOL_SIZE = 8;

    /* A lock timeout lets the guard report on the rollout that it waits for a lock. */
    private static final String GUARD_WAITS = "set lock_timeout = '2s'";

    /* Socket timeout of sessions to an unreachable machine. The guard's statements take milliseconds. */
    private static final String SECONDS_OF_A_REQUEST = "30";
    private static final String SECONDS_OF_THE_GUARD = "10";

    private static final Duration LONGEST_CLOSE = Duration.ofMillis(500);

    private static final ScopedValue<Boolean> AS_GUARD = ScopedValue.newInstance();

    private final HikariConfig settings;
    private final Supplier<String> url;
    private volatile @Nullable Pools pools;

    private record Pools(HikariDataSource requests, HikariDataSource guard) {}

    /// @param settings settings of both pools; URL, name, size and timeouts are set here
    /// @param url returns the JDBC URL; may wait until the database is started
    public GuardAndRequestPoolDataSource(HikariConfig settings, Supplier<String> url) {
        this.settings = settings;
        this.url = url;
    }

    private Pools pools() {
        Pools open = pools;
        return open == null ? openPools() : open;
    }

    private synchronized Pools openPools() {
        if (pools == null) {
            settings.setJdbcUrl(url.get());
            settings.addDataSourceProperty(PGProperty.SOCKET_TIMEOUT.getName(), SECONDS_OF_A_REQUEST);
            HikariDataSource requests = createPool(settings, "evenkeel", REQUEST_POOL_SIZE);
            settings.setConnectionInitSql(settings.getConnectionInitSql() + "; " + GUARD_WAITS);
            settings.addDataSourceProperty(PGProperty.SOCKET_TIMEOUT.getName(), SECONDS_OF_THE_GUARD);
            pools = new Pools(requests, createPool(settings, "evenkeel-guard", GUARD_POOL_SIZE));
        }
        return pools;
    }

    private static HikariDataSource createPool(HikariConfig settings, String name, int most) {
        settings.setPoolName(name);
        settings.setMaximumPoolSize(most);
        settings.setExceptionOverride(new ReadOnlyConnectionEviction());
        return new HikariDataSource(settings);
    }

    /// Runs work of the guard with connections of the guard's pool. Inside a transaction of the caller, the
    /// work uses the connection of that transaction.
    public static <T, X extends Throwable> T callAsGuard(CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(AS_GUARD, true).call(work);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return currentPool().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return currentPool().getConnection(user, password);
    }

    /// Closes every connection as soon as it is idle, so that later work gets new ones.
    public void replaceConnections() {
        pools().guard().getHikariPoolMXBean().softEvictConnections();
        pools().requests().getHikariPoolMXBean().softEvictConnections();
    }

    private HikariDataSource currentPool() {
        return AS_GUARD.isBound() ? pools().guard() : pools().requests();
    }

    /// Closes both pools at the same time, and waits at most one second: a pool whose database does not respond would
    /// wait for its last attempt to connect.
    @Override
    public synchronized void close() {
        if (pools == null) {
            return;
        }
        List<Thread> closing = Stream.of(pools.guard(), pools.requests())
                .map(pool ->
                        Thread.ofPlatform().daemon().name("evenkeel-pool-close").start(pool::close))
                .toList();
        try {
            for (Thread one : closing) {
                one.join(LONGEST_CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
