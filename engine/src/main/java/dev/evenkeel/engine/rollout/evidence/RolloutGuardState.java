// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.ControlLatencyBaseline;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// The evidence about a running rollout after its last tick, as computed by
/// [dev.evenkeel.engine.rollout.GuardEngine].
///
/// Immutable, thread-safe. The same ticks in the same order give the same bytes on every machine.
public final class RolloutGuardState {
    private final EvidenceWatermark watermark;
    private final StepEvidence step;
    private final List<GuardrailEvidence> bets;
    private final ControlLatencyBaseline baseline;
    private final SharedIncidentEvidence incident;

    public RolloutGuardState(
            EvidenceWatermark watermark,
            StepEvidence step,
            List<GuardrailEvidence> bets,
            ControlLatencyBaseline baseline,
            SharedIncidentEvidence incident) {
        this.watermark = watermark;
        this.step = step;
        this.bets = List.copyOf(bets);
        this.baseline = baseline;
        this.incident = incident;
    }

    /// Deserializes the bytes of [#toBytes()].
    ///
    /// @throws IllegalArgumentException when the bytes are invalid or of a later version
    public static RolloutGuardState fromBytes(byte[] bytes) {
        return RolloutGuardStateCodec.decode(bytes);
    }

    /// Serializes the state: a version, then every field bit for bit; a few kilobytes.
    public byte[] toBytes() {
        return RolloutGuardStateCodec.encode(this);
    }

    /// Returns the SHA-256 of [#toBytes()], in hexadecimal.
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Returns the number of the last tick added; 0 before the first.
    public long lastTick() {
        return watermark.lastTick();
    }

    /// Returns the state as seen at a moment: timestamps later than that, left from before the clock was set
    /// back, are replaced by it.
    public RolloutGuardState clampTo(Instant now) {
        return new RolloutGuardState(watermark.clampTo(now), step.clampTo(now), bets, baseline, incident.clampTo(now));
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public EvidenceWatermark progress() {
        return watermark;
    }

    public StepEvidence step() {
        return step;
    }

    public List<GuardrailEvidence> guardrailEvidence() {
        return bets;
    }

    public ControlLatencyBaseline latencyBaseline() {
        return baseline;
    }

    public SharedIncidentEvidence incident() {
        return incident;
    }
}
