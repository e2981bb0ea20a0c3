// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// An embedded PostgreSQL that stores its data in a folder, restarts when its process is killed, and survives
/// a killed owner.
///
/// - Durable: `fsync`, `synchronous_commit` and `full_page_writes` are on; every start checks them. A new cluster
///   survives a power failure some seconds after its creation, when all its files are on disk.
/// - Private: listens only on loopback, at a fixed port, and requires a random password stored in the folder.
/// - A supervisor thread restarts it on the same port within about a second after its main process died.
/// - When the owner is killed, PostgreSQL keeps running; the next [#start(Path)] on the same folder adopts
///   it.
///
/// Runs on Linux and macOS. As root it runs in a user namespace, which only Linux has; where those are forbidden,
/// start it as a normal user.
/// Thread-safe.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    static final String DATABASE = "evenkeel";
    private static final int START_ATTEMPTS = 3;

    private final ClusterDirectory files;
    private final PostgresLauncher launcher;
    private final FileLock lock;
    private final ClusterConnector url;
    private final PostgresSupervisor supervisor;

    private EmbeddedPostgres(
            ClusterDirectory files, PostgresLauncher launcher, FileLock lock, PostmasterProcess postmaster)
            throws IOException {
        this.files = files;
        this.launcher = launcher;
        this.lock = lock;
        this.url = new ClusterConnector(postmaster.port(), files.password());
        this.supervisor = new PostgresSupervisor(this.launcher, files, postmaster);
    }

    /// Starts PostgreSQL on the folder, which is created when absent, and returns when it accepts
    /// connections. The first start of a user takes some seconds (unpack, create a cluster to copy), later
    /// ones half a second.
    ///
    /// @throws EmbeddedPostgresException when it cannot start, or another running server owns the folder
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, true);
    }

    /// Starts PostgreSQL as [#start(Path)] does, durable or not. A cluster that is not durable does not wait
    /// for the disk: it survives everything except a power failure.
    static EmbeddedPostgres start(Path folder, boolean durable) {
        try {
            ClusterDirectory files = ClusterDirectory.create(folder);
            FileLock lock = files.lock();
            try {
                return start(files, lock, durable);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.acquiredBy().close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new EmbeddedPostgresException("Cannot start PostgreSQL in " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Returns the cluster for tests: one per JVM, in a temporary folder that is deleted when the JVM exits.
    /// It does not wait for the disk. Callers must not close it.
    public static EmbeddedPostgres startTemporary() {
        return SharedTestPostgres.SHARED;
    }

    private static EmbeddedPostgres start(ClusterDirectory files, FileLock lock, boolean durable)
            throws IOException, SQLException {
        PostgresLauncher launcher = new PostgresLauncher(PostgresBinaries.install(files.folder()), files, durable);
        boolean created = launcher.createIfAbsent();
        Optional<PostmasterProcess> adopted = adoptRunning(files);
        PostmasterProcess postmaster = adopted.isPresent() ? adopted.get() : launch(launcher, files);
        ClusterConnector url = new ClusterConnector(postmaster.port(), files.password());
        if (durable) {
            url.requireDurability();
        }
        url.createDatabaseIfAbsent(DATABASE);
        files.rememberPort(postmaster.port());
        EmbeddedPostgres cluster = new EmbeddedPostgres(files, launcher, lock, postmaster);
        cluster.supervisor.watch();
        if (created && durable) {
            Thread.ofPlatform().name("evenkeel-postgres-sync").daemon().start(() -> syncToDisk(launcher));
        }
        return cluster;
    }

    private static void syncToDisk(PostgresLauncher launcher) {
        try {
            launcher.syncToDisk();
        } catch (IOException | EmbeddedPostgresException e) {
            LOG.log(Level.WARNING, "The new cluster may not survive a power failure before its next start.", e);
        }
    }

    private static Optional<PostmasterProcess> adoptRunning(ClusterDirectory files) throws IOException {
        Optional<PostmasterProcess> running = PostmasterProcess.findRunning(files.dataFolder());
        if (running.isPresent() && !awaitReachable(running.get(), files)) {
            running.get().stop(files.dataFolder());
            return Optional.empty();
        }
        return running;
    }

    private static PostmasterProcess launch(PostgresLauncher launcher, ClusterDirectory files) throws IOException {
        PostmasterProcess.removeStaleState(files.dataFolder());
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            PostmasterProcess started = launcher.launch(files.freePort());
            if (awaitReachable(started, files)) {
                return started;
            }
            started.stop(files.dataFolder());
        }
        throw new EmbeddedPostgresException("PostgreSQL did not start. End of its log:\n" + files.logTail());
    }

    /// Waits until PostgreSQL accepts connections: while its process lives, at most about a minute, because
    /// it may have to recover.
    private static boolean awaitReachable(PostmasterProcess postmaster, ClusterDirectory files) throws IOException {
        ClusterConnector url = new ClusterConnector(postmaster.port(), files.password());
        for (int attempt = 0; attempt < 3_000 && postmaster.isAlive(); attempt++) {
            if (url.isReachable()) {
                return true;
            }
            PostmasterProcess.sleep();
        }
        return false;
    }

    /// Returns the JDBC URL of the cluster's main database, including user and password: do not log it.
    public String jdbcUrl() {
        return url.jdbcUrl(DATABASE);
    }

    /// Creates a new empty database with a random name and returns its JDBC URL.
    public String createDatabase() {
        return createFromTemplate("template1");
    }

    /// Creates a copy of a database of this cluster under a random name and returns its JDBC URL. A copy
    /// takes a fraction of the time needed to fill a database.
    ///
    /// @param jdbcUrl URL of the source, as returned by this cluster; it must have no open connections
    /// @throws EmbeddedPostgresException when the source has open connections
    public String copyDatabase(String jdbcUrl) {
        return createFromTemplate(url.parseDatabaseName(jdbcUrl));
    }

    private String createFromTemplate(String template) {
        byte[] bits = new byte[8];
        ThreadLocalRandom.current().nextBytes(bits);
        String name = "fresh_" + HexFormat.of().formatHex(bits);
        try {
            url.createDatabase(name, template);
            return url.jdbcUrl(name);
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("Cannot create the database " + name + ": " + e.getMessage(), e);
        }
    }

    /// Returns the loopback port; it stays the same for the lifetime of the cluster.
    public int port() {
        return url.port();
    }

    /// Returns the process id of the main process; it changes with each restart.
    public long pid() {
        return supervisor.current().process().pid();
    }

    /// Stops PostgreSQL within 10 s; open transactions are rolled back. Idempotent.
    @Override
    public void close() {
        try {
            supervisor.stop();
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "Cannot stop PostgreSQL in " + files.folder() + ": " + e.getMessage(), e);
        }
    }
}
