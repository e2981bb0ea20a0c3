// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagsChangedEvent;
import dev.evenkeel.server.flags.flag.LostRevisionRegistry;
import dev.evenkeel.server.foundation.limits.ConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.ConcurrencyPermit;
import dev.evenkeel.server.foundation.limits.KeyedConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.LimitMeter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
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
/// Closes before the web server drains, because open streams would hold it up.
@Component
class SnapshotChannelRegistry implements SmartLifecycle {
    /* Ten times as long as it takes to look again. */
    private static final Duration CURRENT = Duration.ofSeconds(10);

    private final FlagService flags;
    private final LostRevisionDetector proof;
    private final Clock clock;
    private final int maxStreams;
    private final ConcurrencyLimiter streams;
    private final LimitMeter limit;
    private final KeyedConcurrencyLimiter environments;
    private final KeyedConcurrencyLimiter keys;
    private final Map<String, SnapshotChannel> channels = new ConcurrentHashMap<>();
    /* Platform threads, so that a rollback reaches the services also while requests compute. */
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
        this.streams = places(maxStreams);
        this.limit = limits.of("streams", maxStreams, streams::used);
        int ofEnvironment = lessReserve(maxStreams);
        int ofKey = lessReserve(ofEnvironment);
        this.environments = new KeyedConcurrencyLimiter(
                () -> places(ofEnvironment), limits.of("environment-streams", ofEnvironment));
        this.keys = new KeyedConcurrencyLimiter(() -> places(ofKey), limits.of("key-streams", ofKey));
    }

    private static ConcurrencyLimiter places(int most) {
        return new ConcurrencyLimiter(most, 0, Duration.ZERO);
    }

    /* A tenth is out of one holder's reach. */
    private static int lessReserve(int all) {
        return all - all / 10;
    }

    @EventListener
    void flagsChanged(FlagsChangedEvent event) {
        of(event.snapshot().environment()).publish(frame(event.snapshot()), threads);
    }

    /// Readers keep what they have while the database has lost some of it.
    @EventListener
    void revisionsLost(LostRevisionRegistry.LostRevisionFoundEvent event) {
        of(event.lost().environment()).endStreams();
    }

    SnapshotChannel of(String environment) {
        return channels.computeIfAbsent(
                environment,
                ignored -> new SnapshotChannel(() -> proof.findLost(environment).isPresent()));
    }

    void forEachStream(Consumer<FlagEventStream> action) {
        channels.values().forEach(channel -> channel.streams().forEach(action));
    }

    /// Takes a place for one stream of an SDK key.
    ///
    /// @throws RequestRefusedException when the server, the environment or the key has as many streams as it
    ///     may
    ConcurrencyPermit enter(Caller.SdkClient client) {
        if (!running) {
            throw new RequestRefusedException(
                    ProblemCode.NOT_READY, "The server is stopping.", "Connect again in a second.");
        }
        ConcurrencyPermit ofKey = keys.take(client.key());
        if (ofKey == null) {
            throw tooMany("SDK key " + client.key() + " has as many streams open as one key may.");
        }
        ConcurrencyPermit ofEnvironment = ofKey.and(environments.take(client.environment()));
        if (ofEnvironment == null) {
            throw tooMany("Environment " + client.environment() + " has as many streams open as one environment may.");
        }
        ConcurrencyPermit place = ofEnvironment.and(KeyedConcurrencyLimiter.take(streams, limit));
        if (place == null) {
            throw tooMany("All " + maxStreams + " streams of this server are in use.");
        }
        return place;
    }

    private static RequestRefusedException tooMany(String detail) {
        return new RequestRefusedException(
                ProblemCode.TOO_MANY_STREAMS,
                detail,
                "Poll GET /sdk/v1/flags meanwhile; add a server, or raise evenkeel.max-streams.");
    }

    int limit() {
        return maxStreams;
    }

    int open() {
        return streams.used();
    }

    /// The environment's newest frame; read from the database where none was published yet.
    ///
    /// @throws RequestRefusedException while revisions are lost that SDKs have
    EncodedSnapshot newest(String environment) {
        proof.requireNothingLost(environment);
        EncodedSnapshot published = of(environment).newest();
        return published == null ? frame(flags.current(environment)) : published;
    }

    /// The environment's newest frame, read from the database where the newest published one is older
    /// than the caller knows.
    ///
    /// @param tag a [EncodedSnapshot#hintTag] that the caller was told of, by any server; anything else is
    ///     ignored
    EncodedSnapshot newest(String environment, @Nullable String tag) {
        EncodedSnapshot frame = newest(environment);
        if (!isNewer(tag, frame)) {
            return frame;
        }
        EnvironmentSnapshot current = flags.current(environment);
        return current.revision() == frame.revision() ? frame : frame(current);
    }

    /// The environment's newest frame for a reader that has a revision already. Where that is newer than
    /// the newest published one, another server gave it, and this one looks at the database before it
    /// answers: only that can say that a revision does not count any more, as after a backup was
    /// restored.
    ///
    /// @param token proves that this installation gave the reader its revision; empty for none
    /// @throws org.springframework.dao.DataAccessException when the database does not answer then
    /// @throws RequestRefusedException when the reader proves that the database has lost its revision
    EncodedSnapshot newest(String environment, long known, String token) {
        if (newest(environment).revision() < known) {
            flags.refresh();
        }
        EncodedSnapshot newest = newest(environment);
        proof.check(newest, token);
        return newest;
    }

    /// Whether this server saw the database lately enough to go on giving flags.
    boolean isCurrent() {
        return flags.age().compareTo(CURRENT) <= 0;
    }

    private static boolean isNewer(@Nullable String tag, EncodedSnapshot frame) {
        String start = frame.snapshot().environment() + "-";
        return tag != null
                && tag.startsWith(start)
                && tag.substring(start.length()).matches("\\d{1,18}")
                && Long.parseLong(tag.substring(start.length())) > frame.revision();
    }

    private EncodedSnapshot frame(EnvironmentSnapshot snapshot) {
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
