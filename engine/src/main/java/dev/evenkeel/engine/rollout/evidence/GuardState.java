// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.ControlLatencyBaseline;
import java.time.Instant;
import java.util.List;

/// All evidence about a running rollout, as [dev.evenkeel.engine.rollout.GuardEngine] left it after the last
/// tick.
///
/// Immutable, thread-safe. The same ticks in the same order give the same bytes, on every machine.
public final class GuardState {
    private final EvidenceProgress watermark;
    private final StepEvidence step;
    private final List<GuardrailEvidence> bets;
    private final ControlLatencyBaseline reference;
    private final SharedIncidentEvidence incident;

    public GuardState(
            EvidenceProgress watermark,
            StepEvidence step,
            List<GuardrailEvidence> bets,
            ControlLatencyBaseline reference,
            SharedIncidentEvidence incident) {
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
    public GuardState seenAt(Instant now) {
        return new GuardState(watermark.seenAt(now), step.seenAt(now), bets, reference, incident.seenAt(now));
    }

    /// The earlier one.
    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public EvidenceProgress watermark() {
        return watermark;
    }

    public StepEvidence step() {
        return step;
    }

    public List<GuardrailEvidence> bets() {
        return bets;
    }

    public ControlLatencyBaseline reference() {
        return reference;
    }

    public SharedIncidentEvidence incident() {
        return incident;
    }
}
