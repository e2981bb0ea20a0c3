// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.FlagsChanged;
import dev.evenkeel.server.flags.flag.LostRevisions;
import dev.evenkeel.server.flags.flag.Snapshot;
import dev.evenkeel.server.foundation.limits.Lane;
import dev.evenkeel.server.foundation.limits.Limit;
import dev.evenkeel.server.foundation.limits.Limits;
import dev.evenkeel.server.foundation.limits.Place;
import dev.evenkeel.server.foundation.limits.Slots;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Refused;
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
class Channels implements SmartLifecycle {
    /* Ten times as long as it takes to look again. */
    private static final Duration CURRENT = Duration.ofSeconds(10);

    private final Flags flags;
    private final RevisionProof proof;
    private final Clock clock;
    private final int maxStreams;
    private final Lane streams;
    private final Limit limit;
    private final Slots environments;
    private final Slots keys;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    /* Platform threads, so that a rollback reaches the services also while requests compute. */
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("evenkeel-streams-", 1).factory());
    private volatile boolean running;

    Channels(
            Flags flags,
            RevisionProof proof,
            Clock clock,
            Limits limits,
            @Value("${evenkeel.max-streams}") int maxStreams) {
        this.flags = flags;
        this.proof = proof;
        this.clock = clock;
        this.maxStreams = maxStreams;
        this.streams = places(maxStreams);
        this.limit = limits.of("streams", maxStreams, streams::used);
        int ofEnvironment = lessReserve(maxStreams);
        int ofKey = lessReserve(ofEnvironment);
        this.environments = new Slots(() -> places(ofEnvironment), limits.of("environment-streams", ofEnvironment));
        this.keys = new Slots(() -> places(ofKey), limits.of("key-streams", ofKey));
    }

    private static Lane places(int most) {
        return new Lane(most, 0, Duration.ZERO);
    }

    /* A tenth is out of one holder's reach. */
    private static int lessReserve(int all) {
        return all - all / 10;
    }

    @EventListener
    void flagsChanged(FlagsChanged event) {
        of(event.snapshot().environment()).publish(frame(event.snapshot()), threads);
    }

    /// Readers keep what they have while the database has lost some of it.
    @EventListener
    void revisionsLost(LostRevisions.Found event) {
        of(event.lost().environment()).endStreams();
    }

    Channel of(String environment) {
        return channels.computeIfAbsent(
                environment,
                ignored -> new Channel(() -> proof.findLost(environment).isPresent()));
    }

    void forEachStream(Consumer<OpenStream> action) {
        channels.values().forEach(channel -> channel.streams().forEach(action));
    }

    /// Takes a place for one stream of an SDK key.
    ///
    /// @throws Refused when the server, the environment or the key has as many streams as it may
    Place enter(Caller.SdkClient client) {
        if (!running) {
            throw new Refused(ErrorCode.NOT_READY, "The server is stopping.", "Connect again in a second.");
        }
        Place ofKey = keys.take(client.key());
        if (ofKey == null) {
            throw tooMany("SDK key " + client.key() + " has as many streams open as one key may.");
        }
        Place ofEnvironment = ofKey.and(environments.take(client.environment()));
        if (ofEnvironment == null) {
            throw tooMany("Environment " + client.environment() + " has as many streams open as one environment may.");
        }
        Place place = ofEnvironment.and(Slots.take(streams, limit));
        if (place == null) {
            throw tooMany("All " + maxStreams + " streams of this server are in use.");
        }
        return place;
    }

    private static Refused tooMany(String detail) {
        return new Refused(
                ErrorCode.TOO_MANY_STREAMS,
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
    /// @throws Refused while revisions are lost that SDKs have
    Frame newest(String environment) {
        proof.requireNothingLost(environment);
        Frame published = of(environment).newest();
        return published == null ? frame(flags.current(environment)) : published;
    }

    /// The environment's newest frame, read from the database where the newest published one is older
    /// than the caller knows.
    ///
    /// @param tag a [Frame#hintTag] that the caller was told of, by any server; anything else is ignored
    Frame newest(String environment, @Nullable String tag) {
        Frame frame = newest(environment);
        if (!isNewer(tag, frame)) {
            return frame;
        }
        Snapshot current = flags.current(environment);
        return current.revision() == frame.revision() ? frame : frame(current);
    }

    /// The environment's newest frame for a reader that has a revision already. Where that is newer than
    /// the newest published one, another server gave it, and this one looks at the database before it
    /// answers: only that can say that a revision does not count any more, as after a backup was
    /// restored.
    ///
    /// @param token proves that this installation gave the reader its revision; empty for none
    /// @throws org.springframework.dao.DataAccessException when the database does not answer then
    /// @throws Refused when the reader proves that the database has lost its revision
    Frame newest(String environment, long known, String token) {
        if (newest(environment).revision() < known) {
            flags.refresh();
        }
        Frame newest = newest(environment);
        proof.check(newest, token);
        return newest;
    }

    /// Whether this server saw the database lately enough to go on giving flags.
    boolean isCurrent() {
        return flags.age().compareTo(CURRENT) <= 0;
    }

    private static boolean isNewer(@Nullable String tag, Frame frame) {
        String start = frame.snapshot().environment() + "-";
        return tag != null
                && tag.startsWith(start)
                && tag.substring(start.length()).matches("\\d{1,18}")
                && Long.parseLong(tag.substring(start.length())) > frame.revision();
    }

    private Frame frame(Snapshot snapshot) {
        return new Frame(snapshot, clock.instant(), proof.tokenOf(snapshot));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        channels.values().forEach(Channel::close);
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
