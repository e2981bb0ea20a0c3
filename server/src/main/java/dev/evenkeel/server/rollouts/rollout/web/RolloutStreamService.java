// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.server.foundation.database.DatabaseWriteStatus;
import dev.evenkeel.server.foundation.limits.ConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.ConcurrencyPermit;
import dev.evenkeel.server.foundation.limits.KeyedConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.rollout.RolloutChangeSequence;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Server-sent event streams for live pages, each of one rollout.
///
/// A stream reads the stored state once a second, and when this server changed the rollout, and sends what is
/// new. It therefore shows the same regardless of which server decided. With each keep-alive it checks whether
/// the reader is still authorized. One virtual thread per stream; thread-safe.
@Component
class RolloutStreamService {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutStreamService.class);
    private static final int MOST_STREAMS = 200;
    private static final int MOST_OF_ONE_CALLER = 50;
    private static final int MOST_TICKS = 200;
    private static final long LOOK_MILLIS = 1_000;
    private static final int LOOKS_PER_SIGN = 10;
    private static final long NEVER = 0;

    private final RolloutResponseAssembler assembler;
    private final DatabaseWriteStatus database;
    private final Map<SseEmitter, Stream> open = new ConcurrentHashMap<>();
    private final ConcurrencyLimiter places = places(MOST_STREAMS);
    private final LimitRefusalCounter limit;
    private final KeyedConcurrencyLimiter callers;

    RolloutStreamService(RolloutResponseAssembler assembler, DatabaseWriteStatus database, LimitRegistry limits) {
        this.assembler = assembler;
        this.database = database;
        this.limit = limits.register("rollout-streams", MOST_STREAMS, places::inUse);
        this.callers = new KeyedConcurrencyLimiter(
                () -> places(MOST_OF_ONE_CALLER), limits.register("caller-rollout-streams", MOST_OF_ONE_CALLER));
    }

    private static ConcurrencyLimiter places(int most) {
        return new ConcurrencyLimiter(most, 0, Duration.ZERO);
    }

    /// The reader of a stream.
    ///
    /// @param name name of the user or token
    /// @param isAdmitted whether the reader is still authorized
    record AuthorizedStreamReader(String name, BooleanSupplier isAdmitted) {}

    /// Triggers an update soon.
    @EventListener
    void wake(RolloutChangedEvent changed) {
        open.values().stream()
                .filter(stream -> stream.id.equals(changed.rollout()))
                .forEach(Stream::wake);
    }

    /// Opens a stream: sends the rollout and the ticks after a number immediately, then every change.
    ///
    /// @param brief whether to send only the counters of the rollout
    /// @throws MalformedOrOverLimitException when too many streams are open
    SseEmitter open(String id, long afterTick, boolean brief, AuthorizedStreamReader reader) {
        var emitter = new SseEmitter(NEVER);
        var stream = new Stream(emitter, id, afterTick, brief, reader);
        open.put(emitter, stream);
        emitter.onCompletion(() -> close(emitter));
        emitter.onError(ignored -> close(emitter));
        Thread.ofVirtual().name("evenkeel-rollout-stream").start(stream::run);
        return emitter;
    }

    private ConcurrencyPermit place(String caller) {
        ConcurrencyPermit ofCaller = callers.tryAcquire(caller);
        if (ofCaller == null) {
            throw tooMany(caller + " has " + MOST_OF_ONE_CALLER + " open rollout streams, the maximum for one caller.");
        }
        ConcurrencyPermit permit = ofCaller.and(KeyedConcurrencyLimiter.tryAcquire(places, limit));
        if (permit == null) {
            throw tooMany("This server has " + MOST_STREAMS + " open rollout streams, the maximum.");
        }
        return permit;
    }

    private static MalformedOrOverLimitException tooMany(String detail) {
        return new MalformedOrOverLimitException(
                ProblemCode.TOO_MANY_STREAMS, detail, "Close some, or poll the rollout and its /ticks once a second.");
    }

    /// Closes all streams when the server stops.
    @EventListener
    void stop(ContextClosedEvent closed) {
        open.values().forEach(Stream::end);
    }

    private void close(SseEmitter emitter) {
        Stream stream = remove(emitter);
        if (stream != null) {
            stream.wake();
        }
    }

    private @Nullable Stream remove(SseEmitter emitter) {
        Stream stream = open.remove(emitter);
        if (stream != null) {
            stream.permit.close();
        }
        return stream;
    }

    private final class Stream {
        private final SseEmitter emitter;
        private final String id;
        private final boolean brief;
        private final BooleanSupplier admitted;
        private final ConcurrencyPermit permit;
        private final Semaphore wake = new Semaphore(0);
        private long tick;
        private long changes = -1;
        private boolean readOnly;

        Stream(SseEmitter emitter, String id, long afterTick, boolean brief, AuthorizedStreamReader reader) {
            this.emitter = emitter;
            this.id = id;
            this.brief = brief;
            this.tick = afterTick;
            this.admitted = reader.isAdmitted();
            this.permit = place(reader.name());
        }

        void wake() {
            wake.release();
        }

        private void run() {
            try {
                for (int looks = 1; open.containsKey(emitter); looks++) {
                    boolean signDue = looks % LOOKS_PER_SIGN == 0;
                    if (signDue && !admitted.getAsBoolean()) {
                        return;
                    }
                    send(signDue);
                    if (wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        wake.drainPermits();
                    }
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debug("A client closed its stream of rollout {}: {}", id, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("The stream of rollout {} failed; the client reconnects", id, e);
            } finally {
                end();
            }
        }

        /* The stream is completed by the side that removes it from the map: the page when it closes, or this server. */
        private void end() {
            if (remove(emitter) == null) {
                return;
            }
            try {
                emitter.complete();
            } catch (IllegalStateException e) {
                LOG.debug("A stream of rollout {} was already closed: {}", id, e.toString());
            }
        }

        /* The keep-alive detects closed pages. */
        private void send(boolean signOfLife) throws IOException {
            if (signOfLife) {
                emitter.send(SseEmitter.event().comment(""));
            }
            RolloutChangeSequence now = assembler.getChangeCounters(id);
            boolean nowReadOnly = database.isReadOnly();
            if (now.changes() == changes && nowReadOnly == readOnly) {
                return;
            }
            int ticks = 0;
            for (RolloutTickResponse next : assembler.listTicks(id, tick, MOST_TICKS)) {
                emitter.send(SseEmitter.event()
                        .name("tick")
                        .id(Long.toString(next.number()))
                        .data(next));
                tick = next.number();
                ticks++;
            }
            if (ticks == MOST_TICKS) {
                wake();
                return;
            }
            emitter.send(SseEmitter.event().name("rollout").data(brief ? now : assembler.getDetail(id)));
            changes = now.changes();
            readOnly = nowReadOnly;
        }
    }
}
