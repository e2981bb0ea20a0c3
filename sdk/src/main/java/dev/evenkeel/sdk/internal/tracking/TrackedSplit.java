// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.split.BreakerTerms;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowTerms;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.core.wire.Role;
import dev.evenkeel.core.wire.SplitKey;
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
    private final CallKind control;
    private final CallKind candidate;
    private final CallKind controlTrial;
    private final CallKind candidateTrial;
    private final long warmFromNanos;
    private final long warmAtLatestNanos;
    private final PathRuns runs;
    private final RolloutUnits units;
    private final UnitSet trialUnits;
    private final @Nullable Share share;
    private final @Nullable Breaker breaker;
    private final ToldLately toldLately;
    private final OpenCalls openCalls = new OpenCalls();

    private TrackedSplit(String flag, SaltedSplit salted, long nowNanos, Memory memory) {
        this.salted = salted;
        this.split = salted.split();
        this.share = share(split.exposure());
        this.breaker = memory.breaker();
        this.warmFromNanos = nowNanos + split.warmUp().toNanos();
        this.warmAtLatestNanos = nowNanos + MOST_WARM_UPS * split.warmUp().toNanos();
        this.runs = memory.runs();
        this.units = memory.units();
        this.trialUnits = new UnitSet(MAX_UNITS);
        this.toldLately = new ToldLately(warmFromNanos);
        this.unitHash = new UnitHash(split.rollout());
        OutcomeKey controlKey = key(flag, salted, split.control(), Role.CONTROL);
        OutcomeKey candidateKey = key(flag, salted, split.candidate(), Role.CANDIDATE);
        this.control = new CallKind(controlKey, this, false);
        this.candidate = new CallKind(candidateKey, this, false);
        this.controlTrial = new CallKind(controlKey, this, true);
        this.candidateTrial = new CallKind(candidateKey, this, true);
    }

    /// What a process remembers of a rollout beyond one exposure.
    private record Memory(
            RolloutUnits units, PathRuns runs, @Nullable Breaker breaker) {}

    /// The split that became active now. What the same rollout's earlier exposure knew about units
    /// lives on; the same exposure lives on as it is.
    ///
    /// @param earlier the same flag's split until now
    /// @param known breakers that tripped, in this run or an earlier one
    public static TrackedSplit of(
            String flag, SaltedSplit salted, @Nullable TrackedSplit earlier, Trips known, LongSupplier nanoTicker) {
        RolloutSplit split = salted.split();
        if (earlier != null && earlier.salted.equals(salted)) {
            return earlier;
        }
        TrackedSplit same = earlier != null && earlier.rollout().equals(split.rollout()) ? earlier : null;
        var memory = new Memory(
                same == null ? new RolloutUnits() : same.units,
                same == null ? new PathRuns() : same.runs,
                breaker(split, same, known, nanoTicker));
        return new TrackedSplit(flag, salted, nanoTicker.getAsLong(), memory);
    }

    /* A candidate that is out of use stays so while the exposure does not fall: the server may not know of it yet. */
    private static @Nullable Breaker breaker(
            RolloutSplit split, @Nullable TrackedSplit earlier, Trips known, LongSupplier nanoTicker) {
        BreakerTerms terms = split.breaker();
        if (terms == null) {
            return null;
        }
        boolean fell = earlier != null && split.exposure().compareTo(earlier.split.exposure()) < 0;
        Breaker.Trip trip = fell ? known.of(split) : known.carriedTo(split);
        if (trip != null) {
            return Breaker.tripped(terms, nanoTicker, trip);
        }
        return earlier == null || earlier.breaker == null
                ? Breaker.fresh(terms, nanoTicker)
                : earlier.breaker.under(terms);
    }

    private static @Nullable Share share(Percent exposure) {
        return exposure.equals(Percent.NONE) || exposure.equals(Percent.ALL)
                ? null
                : Share.assigned(exposure.fraction());
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
    public @Nullable CallKind kindOf(String variant) {
        if (variant.equals(split.candidate())) {
            return candidate;
        }
        return variant.equals(split.control()) ? control : null;
    }

    /// The same side's calls that are trials.
    public CallKind trialOf(CallKind side) {
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
    public @Nullable ShadowTerms shadow() {
        return split.shadow();
    }

    /// Whether this process has taken the candidate out of use.
    public boolean isCutOff() {
        return breaker != null && breaker.trip() != null;
    }

    /// A call begins; [#ends] follows.
    public void begins(CallKind side, long unit) {
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
    OpenCalls openCalls() {
        return openCalls;
    }

    /// A unit failed for the first time.
    ///
    /// @param beganNanos when its call began
    /// @return why the candidate is out of use from now on; null when it is not, or was before
    public Breaker.@Nullable Trip unitFailed(Role role, long beganNanos) {
        return breaker != null && breaker.unitFailed(role, split.revision(), share, beganNanos) ? breaker.trip() : null;
    }

    /// Whether warm-up is over: its time is, and so are the first calls of each path that anybody gets
    /// ([PathRuns]). For the whole process at once, so that control and candidate stand alike in the
    /// evidence, and at the latest after three times its time, so that no path stays out of it.
    public boolean isWarm(long nowNanos) {
        return nowNanos - warmFromNanos >= 0 && (nowNanos - warmAtLatestNanos >= 0 || !isCold());
    }

    private boolean isCold() {
        boolean allOnControl = split.exposure().equals(Percent.NONE);
        boolean allOnCandidate = split.exposure().equals(Percent.ALL);
        return (!allOnCandidate && runs.isCold(Role.CONTROL)) || (!allOnControl && runs.isCold(Role.CANDIDATE));
    }

    /// A call gave a result.
    public void ran(CallKind call) {
        runs.ran(call.isCandidates() ? Role.CANDIDATE : Role.CONTROL);
    }

    /// The candidate gave a second answer.
    public void ranInShadow() {
        runs.ran(Role.CANDIDATE);
    }

    /// What happened to units in this rollout.
    public RolloutUnits units() {
        return units;
    }

    /// Units whose first call after warm-up under this exposure has begun.
    public UnitSet trialUnits() {
        return trialUnits;
    }

    /// Units that the server was told of lately.
    public ToldLately toldLately() {
        return toldLately;
    }

    private static OutcomeKey key(String flag, SaltedSplit salted, String variant, Role role) {
        RolloutSplit split = salted.split();
        return new OutcomeKey(
                flag, variant, new SplitKey(split.rollout(), split.revision(), role, salted.salt() != null));
    }
}
