// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// An embedded PostgreSQL that keeps its data in a folder, comes back when it is killed, and outlives a killed
/// owner.
///
/// - Durable: `fsync`, `synchronous_commit` and `full_page_writes` are on, and that is checked at every start.
/// - Private: it listens on loopback only, at a port that it keeps, and asks for a random password kept in the
///   folder.
/// - A supervisor thread starts it again, on the same port, within about a second after its main process died.
/// - When the owner was killed, PostgreSQL runs on; the next [#start(Path)] on the same folder adopts it.
///
/// Needs Linux. As root it runs in a user namespace; where those are forbidden, start as a normal user.
/// Thread-safe.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "evenkeel";
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

    /// Starts PostgreSQL on the folder, which is created when absent, and returns when it answers. The first
    /// start on a machine takes some seconds (unpacking, creating), a later one about one.
    ///
    /// @throws EmbeddedPostgresException when it cannot start, or the folder belongs to another running server
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, true);
    }

    /// The same, also one that does not wait for the disk: it survives everything but a power cut.
    static EmbeddedPostgres start(Path folder, boolean durable) {
        try {
            ClusterDirectory files = ClusterDirectory.in(folder);
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

    /// The cluster for tests: one per JVM, in a temporary folder that goes away with the JVM, so it does not
    /// wait for the disk. Not to be closed by the caller.
    public static EmbeddedPostgres temporary() {
        return SharedTestPostgres.SHARED;
    }

    private static EmbeddedPostgres start(ClusterDirectory files, FileLock lock, boolean durable)
            throws IOException, SQLException {
        PostgresLauncher launcher = new PostgresLauncher(PostgresBinaries.unpacked(files.folder()), files, durable);
        launcher.createIfAbsent();
        Optional<PostmasterProcess> adopted = adopt(files);
        PostmasterProcess postmaster = adopted.isPresent() ? adopted.get() : launch(launcher, files);
        ClusterConnector url = new ClusterConnector(postmaster.port(), files.password());
        if (durable) {
            url.requireDurability();
        }
        url.createDatabaseIfAbsent(DATABASE);
        files.rememberPort(postmaster.port());
        EmbeddedPostgres cluster = new EmbeddedPostgres(files, launcher, lock, postmaster);
        cluster.supervisor.watch();
        return cluster;
    }

    private static Optional<PostmasterProcess> adopt(ClusterDirectory files) throws IOException {
        Optional<PostmasterProcess> running = PostmasterProcess.running(files.data());
        if (running.isPresent() && !answersInTime(running.get(), files)) {
            running.get().stop(files.data());
            return Optional.empty();
        }
        return running;
    }

    private static PostmasterProcess launch(PostgresLauncher launcher, ClusterDirectory files) throws IOException {
        PostmasterProcess.clear(files.data());
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            PostmasterProcess started = launcher.launch(files.freePort());
            if (answersInTime(started, files)) {
                return started;
            }
            started.stop(files.data());
        }
        throw new EmbeddedPostgresException("PostgreSQL does not start. Its log says:\n" + files.logTail());
    }

    /// Waits until PostgreSQL answers: as long as it lives, at most about a minute (it may have to recover).
    private static boolean answersInTime(PostmasterProcess postmaster, ClusterDirectory files) throws IOException {
        ClusterConnector url = new ClusterConnector(postmaster.port(), files.password());
        for (int attempt = 0; attempt < 3_000 && postmaster.alive(); attempt++) {
            if (url.answers()) {
                return true;
            }
            PostmasterProcess.pause();
        }
        return false;
    }

    /// The JDBC address of the cluster's main database, user and password included: do not log it.
    public String jdbcUrl() {
        return url.of(DATABASE);
    }

    /// Creates a new empty database with a random name and returns its JDBC address.
    public String freshDatabase() {
        return fresh("template1");
    }

    /// Creates a new database with a random name that holds what another one of this cluster holds, and returns
    /// its JDBC address. Copying takes a fraction of what filling takes.
    ///
    /// @param jdbcUrl address of the other one, as this cluster gave it; nobody may be connected to it
    /// @throws EmbeddedPostgresException when somebody is
    public String freshCopy(String jdbcUrl) {
        return fresh(url.database(jdbcUrl));
    }

    private String fresh(String template) {
        byte[] bits = new byte[8];
        ThreadLocalRandom.current().nextBytes(bits);
        String name = "fresh_" + HexFormat.of().formatHex(bits);
        try {
            url.createDatabase(name, template);
            return url.of(name);
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("Cannot create the database " + name + ": " + e.getMessage(), e);
        }
    }

    /// The loopback port, the same as long as the cluster lives.
    public int port() {
        return url.port();
    }

    /// The process id of the main process; a new one after each restart.
    public long pid() {
        return supervisor.current().process().pid();
    }

    /// Stops PostgreSQL in at most 10 s; open transactions are rolled back. Closing twice does nothing.
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
