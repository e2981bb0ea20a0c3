// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.LatencyReference;
import java.time.Instant;
import java.util.List;

/// All evidence about a running rollout, as [GuardEngine] left it after the last tick.
///
/// Immutable, thread-safe. The same ticks in the same order give the same bytes, on every machine.
public final class GuardState {
    private final Watermark watermark;
    private final StepEvidence step;
    private final List<Bets> bets;
    private final LatencyReference reference;
    private final IncidentEvidence incident;

    GuardState(
            Watermark watermark,
            StepEvidence step,
            List<Bets> bets,
            LatencyReference reference,
            IncidentEvidence incident) {
        this.watermark = watermark;
        this.step = step;
        this.bets = List.copyOf(bets);
        this.reference = reference;
        this.incident = incident;
    }

    /// The state that bytes of [#toBytes()] hold.
    ///
    /// @throws IllegalArgumentException when they are not such bytes, or of a later version
    public static GuardState fromBytes(byte[] bytes) {
        return GuardStateCodec.decode(bytes);
    }

    /// The state as bytes: a version, then everything bit for bit; a few kilobytes.
    public byte[] toBytes() {
        return GuardStateCodec.encode(this);
    }

    /// Number of the last tick taken in; 0 before the first.
    public long lastTick() {
        return watermark.lastTick();
    }

    /// The same as seen at a moment: what it dates later, because the clock was set back since, is dated then.
    GuardState seenAt(Instant now) {
        return new GuardState(watermark.seenAt(now), step.seenAt(now), bets, reference, incident.seenAt(now));
    }

    /// The earlier one.
    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    Watermark watermark() {
        return watermark;
    }

    StepEvidence step() {
        return step;
    }

    List<Bets> bets() {
        return bets;
    }

    LatencyReference reference() {
        return reference;
    }

    IncidentEvidence incident() {
        return incident;
    }
}
