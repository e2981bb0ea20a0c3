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

/// A running rollout's split with what this process remembers about its units. Thread-safe.
public final class TrackedSplit {
    private static final int MAX_UNITS = 200_000;
    private static final int MOST_WARM_UPS = 3;

    private final SaltedSplit salted;
    private final RolloutSplit split;
    private final UnitHash unitHash;
    private final CallAttribution control;
    private final CallAttribution candidate;
    private final CallAttribution controlTrial;
    private final CallAttribution candidateTrial;
    private final long warmFromNanos;
    private final long warmAtLatestNanos;
    private final PathWarmUpCounter runs;
    private final AffectedUnits units;
    private final BoundedUnitSet trialUnits;
    private final @Nullable CandidateShare share;
    private final @Nullable CandidateBreaker breaker;
    private final UnitReReportSchedule toldLately;
    private final InFlightCallCounter openCalls = new InFlightCallCounter();

    private TrackedSplit(String flag, SaltedSplit salted, long nowNanos, CarriedOverState memory) {
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

    /// What a process remembers of a rollout beyond one exposure.
    private record CarriedOverState(
            AffectedUnits units,
            PathWarmUpCounter runs,
            @Nullable CandidateBreaker breaker) {}

    /// The split that became active now. What the same rollout's earlier exposure knew about units
    /// lives on; the same exposure lives on as it is.
    ///
    /// @param earlier the same flag's split until now
    /// @param known breakers that tripped, in this run or an earlier one
    public static TrackedSplit of(
            String flag,
            SaltedSplit salted,
            @Nullable TrackedSplit earlier,
            BreakerTrips known,
            LongSupplier nanoTicker) {
        RolloutSplit split = salted.split();
        if (earlier != null && earlier.salted.equals(salted)) {
            return earlier;
        }
        TrackedSplit same = earlier != null && earlier.rollout().equals(split.rollout()) ? earlier : null;
        var memory = new CarriedOverState(
                same == null ? new AffectedUnits() : same.units,
                same == null ? new PathWarmUpCounter() : same.runs,
                breaker(split, same, known, nanoTicker));
        return new TrackedSplit(flag, salted, nanoTicker.getAsLong(), memory);
    }

    /* A candidate that is out of use stays so while the exposure does not fall: the server may not know of it yet. */
    private static @Nullable CandidateBreaker breaker(
            RolloutSplit split, @Nullable TrackedSplit earlier, BreakerTrips known, LongSupplier nanoTicker) {
        BreakerConfig terms = split.breaker();
        if (terms == null) {
            return null;
        }
        boolean fell = earlier != null && split.exposure().compareTo(earlier.split.exposure()) < 0;
        CandidateBreaker.Trip trip = fell ? known.of(split) : known.carriedTo(split);
        if (trip != null) {
            return CandidateBreaker.tripped(terms, nanoTicker, trip);
        }
        return earlier == null || earlier.breaker == null
                ? CandidateBreaker.fresh(terms, nanoTicker)
                : earlier.breaker.under(terms);
    }

    private static @Nullable CandidateShare share(Percent exposure) {
        return exposure.equals(Percent.NONE) || exposure.equals(Percent.ALL)
                ? null
                : CandidateShare.assigned(exposure.fraction());
    }

    public String rollout() {
        return split.rollout();
    }

    /// What outcomes of control count for.
    public OutcomeKey control() {
        return control.key();
    }

    /// What outcomes of the candidate count for.
    public OutcomeKey candidate() {
        return candidate.key();
    }

    /// What calls of a variant count for that are no trials; null when the variant is on neither
    /// side.
    public @Nullable CallAttribution kindOf(String variant) {
        if (variant.equals(split.candidate())) {
            return candidate;
        }
        return variant.equals(split.control()) ? control : null;
    }

    /// The same side's calls that are trials.
    public CallAttribution trialOf(CallAttribution side) {
        return side.isCandidates() ? candidateTrial : controlTrial;
    }

    /// Number of a targeting key in this process.
    public long unit(String targetingKey) {
        return unitHash.of(targetingKey);
    }

    /// What names units outside of this process; null when nothing does.
    public @Nullable UnitSalt salt() {
        return salted.salt();
    }

    /// Revision that set this exposure.
    public long revision() {
        return split.revision();
    }

    boolean isOf(String rollout, long revision) {
        return rollout.equals(split.rollout()) && revision == split.revision();
    }

    /// How many of control's calls are answered twice; null for none.
    public @Nullable ShadowConfig shadow() {
        return split.shadow();
    }

    /// Whether this process has taken the candidate out of use.
    public boolean isCutOff() {
        return breaker != null && breaker.trip() != null;
    }

    /// A call begins; [#ends] follows.
    public void begins(CallAttribution side, long unit) {
        openCalls.begin();
        if (breaker != null && side.isCandidates() && !units.failed().contains(unit)) {
            breaker.candidateBegins();
        }
    }

    /// A call has ended, and its outcome is recorded.
    public void ends() {
        openCalls.end();
    }

    /// The calls that run under this exposure.
    InFlightCallCounter openCalls() {
        return openCalls;
    }

    /// A unit failed for the first time.
    ///
    /// @param beganNanos when its call began
    /// @return why the candidate is out of use from now on; null when it is not, or was before
    public CandidateBreaker.@Nullable Trip unitFailed(SplitSide role, long beganNanos) {
        return breaker != null && breaker.unitFailed(role, split.revision(), share, beganNanos) ? breaker.trip() : null;
    }

    /// Whether warm-up is over: its time is, and so are the first calls of each path that anybody gets
    /// ([PathWarmUpCounter]). For the whole process at once, so that control and candidate stand alike in the
    /// evidence, and at the latest after three times its time, so that no path stays out of it.
    public boolean isWarm(long nowNanos) {
        return nowNanos - warmFromNanos >= 0 && (nowNanos - warmAtLatestNanos >= 0 || !isCold());
    }

    private boolean isCold() {
        boolean allOnControl = split.exposure().equals(Percent.NONE);
        boolean allOnCandidate = split.exposure().equals(Percent.ALL);
        return (!allOnCandidate && runs.isCold(SplitSide.CONTROL))
                || (!allOnControl && runs.isCold(SplitSide.CANDIDATE));
    }

    /// A call gave a result.
    public void ran(CallAttribution call) {
        runs.ran(call.isCandidates() ? SplitSide.CANDIDATE : SplitSide.CONTROL);
    }

    /// The candidate gave a second answer.
    public void ranInShadow() {
        runs.ran(SplitSide.CANDIDATE);
    }

    /// What happened to units in this rollout.
    public AffectedUnits units() {
        return units;
    }

    /// Units whose first call after warm-up under this exposure has begun.
    public BoundedUnitSet trialUnits() {
        return trialUnits;
    }

    /// Units that the server was told of lately.
    public UnitReReportSchedule toldLately() {
        return toldLately;
    }

    private static OutcomeKey key(String flag, SaltedSplit salted, String variant, SplitSide role) {
        RolloutSplit split = salted.split();
        return new OutcomeKey(
                flag, variant, new SplitKey(split.rollout(), split.revision(), role, salted.salt() != null));
    }
}
