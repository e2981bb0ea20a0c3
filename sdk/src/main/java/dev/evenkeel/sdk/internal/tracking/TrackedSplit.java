// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitHash;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A running rollout's split with this process's state of its units. Thread-safe.
public final class TrackedSplit {
    private static final int MAX_UNITS = 200_000;
    private static final int MOST_WARM_UPS = 3;

    private final SplitWithPseudonymizationSalt salted;
    private final RolloutSplit split;
    private final UnitHash unitHash;
    private final CallAttribution control;
    private final CallAttribution candidate;
    private final CallAttribution controlTrial;
    private final CallAttribution candidateTrial;
    private final long warmFromNanos;
    private final long warmAtLatestNanos;
    private final PathWarmUpCounter runs;
    private final UnitsWithEvents units;
    private final BoundedUnitSet trialUnits;
    private final @Nullable CandidateShare share;
    private final @Nullable CandidateBreaker breaker;
    private final UnitReReportSchedule toldLately;
    private final InFlightCallCounter openCalls = new InFlightCallCounter();

    private TrackedSplit(String flag, SplitWithPseudonymizationSalt salted, long nowNanos, CarriedOverState memory) {
        this.salted = salted;
        this.split = salted.split();
        this.share = share(split.exposure());
        this.breaker = memory.breaker();
        this.warmFromNanos = nowNanos + split.warmUp().toNanos();
        this.warmAtLatestNanos = nowNanos + MOST_WARM_UPS * split.warmUp().toNanos();
        this.runs = memory.runs();
        this.units = memory.units();
        this.trialUnits = new BoundedUnitSet(MAX_UNITS);
        this.toldLately = new UnitReReportSchedule(warmFromNanos);
        this.unitHash = new UnitHash(split.rollout());
        OutcomeKey controlKey = key(flag, salted, split.control(), SplitSide.CONTROL);
        OutcomeKey candidateKey = key(flag, salted, split.candidate(), SplitSide.CANDIDATE);
        this.control = new CallAttribution(controlKey, this, false);
        this.candidate = new CallAttribution(candidateKey, this, false);
        this.controlTrial = new CallAttribution(controlKey, this, true);
        this.candidateTrial = new CallAttribution(candidateKey, this, true);
    }

    /// The state of a rollout that is kept across exposures.
    private record CarriedOverState(
            UnitsWithEvents units,
            PathWarmUpCounter runs,
            @Nullable CandidateBreaker breaker) {}

    /// Returns the tracked split for an activated one. State of units from the same rollout's earlier
    /// exposure is kept; for the same exposure the whole state is.
    ///
    /// @param earlier previous split of the same flag
    /// @param known tripped breakers, of this run or an earlier one
    public static TrackedSplit of(
            String flag,
            SplitWithPseudonymizationSalt salted,
            @Nullable TrackedSplit earlier,
            TrippedBreakerRegistry known,
            LongSupplier nanoTicker) {
        RolloutSplit split = salted.split();
        if (earlier != null && earlier.salted.equals(salted)) {
            return earlier;
        }
        TrackedSplit same = earlier != null && earlier.rollout().equals(split.rollout()) ? earlier : null;
        var memory = new CarriedOverState(
                same == null ? new UnitsWithEvents() : same.units,
                same == null ? new PathWarmUpCounter() : same.runs,
                breaker(split, same, known, nanoTicker));
        return new TrackedSplit(flag, salted, nanoTicker.getAsLong(), memory);
    }

    /* A disabled candidate remains disabled until the exposure decreases: the server may not know of the trip yet. */
    private static @Nullable CandidateBreaker breaker(
            RolloutSplit split, @Nullable TrackedSplit earlier, TrippedBreakerRegistry known, LongSupplier nanoTicker) {
        BreakerConfig config = split.breaker();
        if (config == null) {
            return null;
        }
        boolean fell = earlier != null && split.exposure().compareTo(earlier.split.exposure()) < 0;
        CandidateBreaker.Trip trip = fell ? known.findTrip(split) : known.carryOver(split);
        if (trip != null) {
            return CandidateBreaker.tripped(config, nanoTicker, trip);
        }
        return earlier == null || earlier.breaker == null
                ? CandidateBreaker.create(config, nanoTicker)
                : earlier.breaker.withConfig(config);
    }

    private static @Nullable CandidateShare share(Percent exposure) {
        return exposure.equals(Percent.NONE) || exposure.equals(Percent.ALL)
                ? null
                : CandidateShare.assigned(exposure.fraction());
    }

    public String rollout() {
        return split.rollout();
    }

    /// Returns the key of control's outcomes.
    public OutcomeKey control() {
        return control.key();
    }

    /// Returns the key of the candidate's outcomes.
    public OutcomeKey candidate() {
        return candidate.key();
    }

    /// Returns the attribution of a variant's calls that are not trials; null when the variant is on neither
    /// side.
    public @Nullable CallAttribution findAttribution(String variant) {
        if (variant.equals(split.candidate())) {
            return candidate;
        }
        return variant.equals(split.control()) ? control : null;
    }

    /// Returns the attribution of the same side's trials.
    public CallAttribution trialAttribution(CallAttribution attribution) {
        return attribution.isCandidate() ? candidateTrial : controlTrial;
    }

    /// Returns the number of a targeting key in this process.
    public long unit(String targetingKey) {
        return unitHash.hash(targetingKey);
    }

    /// Returns the salt that pseudonymizes units; null without one.
    public @Nullable UnitSalt salt() {
        return salted.salt();
    }

    /// Returns the revision that set this exposure.
    public long revision() {
        return split.revision();
    }

    boolean matches(String rollout, long revision) {
        return rollout.equals(split.rollout()) && revision == split.revision();
    }

    /// Returns the configuration of shadow traffic; null for none.
    public @Nullable ShadowConfig shadow() {
        return split.shadow();
    }

    /// Whether the breaker of this process has disabled the candidate.
    public boolean isCandidateDisabled() {
        return breaker != null && breaker.trip() != null;
    }

    /// Records the start of a call; [#endCall] must follow.
    public void beginCall(CallAttribution attribution, long unit) {
        openCalls.begin();
        if (breaker != null && attribution.isCandidate() && !units.failedUnits().contains(unit)) {
            breaker.recordCandidateCall();
        }
    }

    /// Records the end of a call, after its outcome was recorded.
    public void endCall() {
        openCalls.end();
    }

    /// Calls running under this exposure.
    InFlightCallCounter openCalls() {
        return openCalls;
    }

    /// Records the first failure of a unit.
    ///
    /// @param beganNanos start of its call
    /// @return the trip that disables the candidate from now on; null when it is enabled, or was disabled
    ///     already
    public CandidateBreaker.@Nullable Trip recordUnitFailure(SplitSide side, long beganNanos) {
        return breaker != null && breaker.recordUnitFailure(side, split.revision(), share, beganNanos)
                ? breaker.trip()
                : null;
    }

    /// Whether warm-up is over: its duration has passed, and each path that serves units has completed its
    /// first calls ([PathWarmUpCounter]). For the whole process at once, so that control and candidate are
    /// treated alike in the evidence, and at the latest after three times the duration, so that no path
    /// remains excluded.
    public boolean isWarm(long nowNanos) {
        return nowNanos - warmFromNanos >= 0 && (nowNanos - warmAtLatestNanos >= 0 || !isCold());
    }

    private boolean isCold() {
        boolean allOnControl = split.exposure().equals(Percent.NONE);
        boolean allOnCandidate = split.exposure().equals(Percent.ALL);
        return (!allOnCandidate && runs.isCold(SplitSide.CONTROL))
                || (!allOnControl && runs.isCold(SplitSide.CANDIDATE));
    }

    /// Records a call that returned a result.
    public void recordRun(CallAttribution call) {
        runs.recordRun(call.isCandidate() ? SplitSide.CANDIDATE : SplitSide.CONTROL);
    }

    /// Records a result of the candidate in a shadow call.
    public void recordShadowRun() {
        runs.recordRun(SplitSide.CANDIDATE);
    }

    /// Units with failures and events in this rollout.
    public UnitsWithEvents units() {
        return units;
    }

    /// Units whose first call after warm-up under this exposure has begun.
    public BoundedUnitSet trialUnits() {
        return trialUnits;
    }

    /// Returns the schedule by which units are reported again.
    public UnitReReportSchedule reportSchedule() {
        return toldLately;
    }

    private static OutcomeKey key(String flag, SplitWithPseudonymizationSalt salted, String variant, SplitSide side) {
        RolloutSplit split = salted.split();
        return new OutcomeKey(
                flag, variant, new SplitKey(split.rollout(), split.revision(), side, salted.salt() != null));
    }
}
