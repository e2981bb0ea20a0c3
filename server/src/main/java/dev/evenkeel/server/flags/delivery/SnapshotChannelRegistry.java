// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagsChangedEvent;
import dev.evenkeel.server.flags.flag.LostRevisionRegistry;
import dev.evenkeel.server.foundation.limits.ConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.ConcurrencyPermit;
import dev.evenkeel.server.foundation.limits.KeyedConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The channels of all environments, and the limits on open streams: of this server, of each environment and of
/// each SDK key. Thread-safe.
///
/// Closes before the web server drains, because open streams would delay it.
@Component
class SnapshotChannelRegistry implements SmartLifecycle {
    /* Ten times the refresh interval. */
    private static final Duration CURRENT = Duration.ofSeconds(10);

    private final FlagService flags;
    private final LostRevisionDetector proof;
    private final Clock clock;
    private final int maxStreams;
    private final ConcurrencyLimiter streams;
    private final LimitRefusalCounter limit;
    private final KeyedConcurrencyLimiter environments;
    private final KeyedConcurrencyLimiter keys;
    private final Map<String, SnapshotChannel> channels = new ConcurrentHashMap<>();
    /* Platform threads, so that a rollback reaches services even while requests use all CPUs. */
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("evenkeel-streams-", 1).factory());
    private volatile boolean running;

    SnapshotChannelRegistry(
            FlagService flags,
            LostRevisionDetector proof,
            Clock clock,
            LimitRegistry limits,
            @Value("${evenkeel.max-streams}") int maxStreams) {
        this.flags = flags;
        this.proof = proof;
        this.clock = clock;
        this.maxStreams = maxStreams;
        this.streams = newLimiter(maxStreams);
        this.limit = limits.register("streams", maxStreams, streams::inUse);
        int ofEnvironment = lessReserve(maxStreams);
        int ofKey = lessReserve(ofEnvironment);
        this.environments = new KeyedConcurrencyLimiter(
                () -> newLimiter(ofEnvironment), limits.register("environment-streams", ofEnvironment));
        this.keys = new KeyedConcurrencyLimiter(() -> newLimiter(ofKey), limits.register("key-streams", ofKey));
    }

    private static ConcurrencyLimiter newLimiter(int most) {
        return new ConcurrencyLimiter(most, 0, Duration.ZERO);
    }

    /* Reserves a tenth of the limit, which no single holder can use. */
    private static int lessReserve(int all) {
        return all - all / 10;
    }

    @EventListener
    void flagsChanged(FlagsChangedEvent event) {
        getChannel(event.snapshot().environment()).publish(encode(event.snapshot()), threads);
    }

    /// Clients keep their flags while the database has lost revisions.
    @EventListener
    void revisionsLost(LostRevisionRegistry.LostRevisionFoundEvent event) {
        getChannel(event.lost().environment()).endStreams();
    }

    SnapshotChannel getChannel(String environment) {
        return channels.computeIfAbsent(
                environment,
                ignored -> new SnapshotChannel(() -> proof.findLost(environment).isPresent()));
    }

    void forEachStream(Consumer<ClientFlagEventStream> action) {
        channels.values().forEach(channel -> channel.streams().forEach(action));
    }

    /// Acquires a place for one stream of an SDK key.
    ///
    /// @throws MalformedOrOverLimitException when the server, the environment or the key has reached its limit
    ///     of streams
    ConcurrencyPermit acquireStream(Caller.SdkClient client) {
        if (!running) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.NOT_READY, "The server is stopping.", "Reconnect in a second.");
        }
        ConcurrencyPermit ofKey = keys.tryAcquire(client.key());
        if (ofKey == null) {
            throw tooMany("SDK key " + client.key() + " has the maximum number of open streams.");
        }
        ConcurrencyPermit ofEnvironment = ofKey.and(environments.tryAcquire(client.environment()));
        if (ofEnvironment == null) {
            throw tooMany("Environment " + client.environment() + " has the maximum number of open streams.");
        }
        ConcurrencyPermit permit = ofEnvironment.and(KeyedConcurrencyLimiter.tryAcquire(streams, limit));
        if (permit == null) {
            throw tooMany("All " + maxStreams + " streams of this server are in use.");
        }
        return permit;
    }

    private static MalformedOrOverLimitException tooMany(String detail) {
        return new MalformedOrOverLimitException(
                ProblemCode.TOO_MANY_STREAMS,
                detail,
                "Poll GET /sdk/v1/flags until a stream is free. Add a server, or raise evenkeel.max-streams.");
    }

    int maxStreams() {
        return maxStreams;
    }

    int countOpenStreams() {
        return streams.inUse();
    }

    /// Returns the environment's newest snapshot; reads it from the database if none was published yet.
    ///
    /// @throws MalformedOrOverLimitException while revisions are lost that SDKs have
    EncodedSnapshot getNewest(String environment) {
        proof.requireNothingLost(environment);
        EncodedSnapshot published = getChannel(environment).newest();
        return published == null ? encode(flags.getSnapshot(environment)) : published;
    }

    /// Returns the environment's newest snapshot; refreshes it from the database when the newest published one
    /// is older than the caller's tag.
    ///
    /// @param tag a [EncodedSnapshot#hintTag] that the caller received from any server; any other value is
    ///     ignored
    EncodedSnapshot getNewest(String environment, @Nullable String tag) {
        EncodedSnapshot snapshot = getNewest(environment);
        if (!isNewer(tag, snapshot)) {
            return snapshot;
        }
        EnvironmentSnapshot current = flags.getSnapshot(environment);
        return current.revision() == snapshot.revision() ? snapshot : encode(current);
    }

    /// Returns the environment's newest snapshot for a client that already has a revision. If that is newer
    /// than the newest published one, another server assigned it, and this server refreshes from the database
    /// before it answers: only the database can show that a revision is no longer valid, as after a restore
    /// from a backup.
    ///
    /// @param token proof that this installation assigned the client's revision; empty for none
    /// @throws org.springframework.dao.DataAccessException when that refresh fails
    /// @throws MalformedOrOverLimitException when the client proves that the database has lost its revision
    EncodedSnapshot getNewest(String environment, long known, String token) {
        if (getNewest(environment).revision() < known) {
            flags.refresh();
        }
        EncodedSnapshot newest = getNewest(environment);
        proof.check(newest, token);
        return newest;
    }

    /// Whether this server reached the database recently enough to continue delivering flags.
    boolean isCurrent() {
        return flags.cacheAge().compareTo(CURRENT) <= 0;
    }

    private static boolean isNewer(@Nullable String tag, EncodedSnapshot snapshot) {
        String start = snapshot.snapshot().environment() + "-";
        return tag != null
                && tag.startsWith(start)
                && tag.substring(start.length()).matches("\\d{1,18}")
                && Long.parseLong(tag.substring(start.length())) > snapshot.revision();
    }

    private EncodedSnapshot encode(EnvironmentSnapshot snapshot) {
        return new EncodedSnapshot(snapshot, clock.instant(), proof.tokenOf(snapshot));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        channels.values().forEach(SnapshotChannel::close);
        threads.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
