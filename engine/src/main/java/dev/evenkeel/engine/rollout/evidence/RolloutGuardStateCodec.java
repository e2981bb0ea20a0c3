// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.core.telemetry.LatencyBins;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The binary codec of [RolloutGuardState]: big-endian, doubles as raw bits, the latency baseline without
/// empty bins.
final class RolloutGuardStateCodec {
    private static final int MAGIC = 0x45564B47; // "EVKG"
    private static final int VERSION = 6;
    private static final int MOST_NUMBERS = 10_000;

    private RolloutGuardStateCodec() {}

    static byte[] encode(RolloutGuardState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            write(out, state.progress());
            write(out, state.step());
            out.writeInt(state.guardrailEvidence().size());
            for (GuardrailEvidence bets : state.guardrailEvidence()) {
                write(out, bets.rollback());
                write(out, bets.advance());
                out.writeDouble(bets.peak());
            }
            write(out, state.latencyBaseline());
            write(out, state.incident());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static RolloutGuardState decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException(bytes.length + " bytes are not a guard state");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new IllegalArgumentException("the guard state has version " + version
                        + ", this server reads version " + VERSION + "; use the server version that wrote it");
            }
            EvidenceWatermark watermark = new EvidenceWatermark(in.readLong(), readInstant(in), in.readDouble());
            StepEvidence step = readStep(in);
            List<GuardrailEvidence> bets = readEvidence(in);
            RolloutGuardState state = new RolloutGuardState(watermark, step, bets, readBaseline(in), readIncident(in));
            if (in.read() != -1) {
                throw new IllegalArgumentException("extra bytes after the guard state");
            }
            return state;
        } catch (IOException e) {
            throw new IllegalArgumentException("the guard state is truncated after " + bytes.length + " bytes", e);
        }
    }

    private static void write(DataOutputStream out, EvidenceWatermark watermark) throws IOException {
        out.writeLong(watermark.lastTick());
        write(out, watermark.lastRestart());
        out.writeDouble(watermark.peak());
    }

    private static void write(DataOutputStream out, StepEvidence step) throws IOException {
        out.writeInt(step.step());
        out.writeLong(step.revision());
        out.writeLong(step.trials().control());
        out.writeLong(step.trials().controlFailed());
        out.writeLong(step.trials().candidate());
        out.writeLong(step.trials().candidateFailed());
        out.writeLong(step.controlCallsAlone());
        write(out, step.candidateHeardAt());
        write(out, step.split());
        write(out, step.outcomeLoss());
        write(out, step.hangingCalls());
        out.writeLong(step.settlements().opened());
        out.writeLong(step.settlements().settled());
    }

    private static StepEvidence readStep(DataInputStream in) throws IOException {
        int step = in.readInt();
        long revision = in.readLong();
        TrialCounts trials = new TrialCounts(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        return new StepEvidence(
                step,
                revision,
                trials,
                in.readLong(),
                readInstant(in),
                readSplit(in),
                readOutcomeLoss(in),
                readHangingCalls(in),
                new DelayedOutcomeCounts(in.readLong(), in.readLong()));
    }

    private static void write(DataOutputStream out, SampleRatioEvidence split) throws IOException {
        write(out, split.windows());
        write(out, split.evidence());
        out.writeLong(split.control());
        out.writeLong(split.candidate());
    }

    private static SampleRatioEvidence readSplit(DataInputStream in) throws IOException {
        return new SampleRatioEvidence(readWindows(in), readNumbers(in), in.readLong(), in.readLong());
    }

    private static void write(DataOutputStream out, OutcomeLossEvidence hearing) throws IOException {
        write(out, hearing.windows());
        write(out, hearing.candidateLess());
        write(out, hearing.controlLess());
        writeUnits(out, hearing.received());
        writeUnits(out, hearing.receivedBefore());
    }

    private static OutcomeLossEvidence readOutcomeLoss(DataInputStream in) throws IOException {
        return new OutcomeLossEvidence(readWindows(in), readNumbers(in), readNumbers(in), readUnits(in), readUnits(in));
    }

    private static void write(DataOutputStream out, HangingCallsEvidence unended) throws IOException {
        writeOrNull(out, unended.began());
        write(out, unended.current());
        write(out, unended.previous());
        out.writeBoolean(unended.since() != null);
        out.writeBoolean(unended.isControlHanging());
        writeOrNull(out, unended.since());
    }

    private static HangingCallsEvidence readHangingCalls(DataInputStream in) throws IOException {
        return new HangingCallsEvidence(readOrNull(in), readFlow(in), readFlow(in), readHanging(in), readOrNull(in));
    }

    private static HangingCallsEvidence.HangingVariant readHanging(DataInputStream in) throws IOException {
        boolean hangs = in.readBoolean();
        boolean controls = in.readBoolean();
        if (!hangs) {
            return HangingCallsEvidence.HangingVariant.NEITHER;
        }
        return controls ? HangingCallsEvidence.HangingVariant.CONTROL : HangingCallsEvidence.HangingVariant.CANDIDATE;
    }

    private static void write(DataOutputStream out, HangingCallsEvidence.TrialFlowByVariant flow) throws IOException {
        out.writeLong(flow.controlBegun());
        out.writeLong(flow.controlEnded());
        out.writeLong(flow.candidateBegun());
        out.writeLong(flow.candidateEnded());
    }

    private static HangingCallsEvidence.TrialFlowByVariant readFlow(DataInputStream in) throws IOException {
        return new HangingCallsEvidence.TrialFlowByVariant(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static void writeUnits(DataOutputStream out, TrialCounts trialCounts) throws IOException {
        out.writeLong(trialCounts.control());
        out.writeLong(trialCounts.candidate());
    }

    private static TrialCounts readUnits(DataInputStream in) throws IOException {
        return TrialCounts.ofFailures(in.readLong(), in.readLong());
    }

    private static void write(DataOutputStream out, ConsecutiveWindowAlarm windows) throws IOException {
        writeOrNull(out, windows.began());
        out.writeBoolean(windows.reached());
        out.writeBoolean(windows.reachedBefore());
        writeOrNull(out, windows.alarmAt());
    }

    private static ConsecutiveWindowAlarm readWindows(DataInputStream in) throws IOException {
        return new ConsecutiveWindowAlarm(readOrNull(in), in.readBoolean(), in.readBoolean(), readOrNull(in));
    }

    private static List<GuardrailEvidence> readEvidence(DataInputStream in) throws IOException {
        int size = checkSize(in.readInt());
        List<GuardrailEvidence> bets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            bets.add(new GuardrailEvidence(readNumbers(in), readNumbers(in), in.readDouble()));
        }
        return bets;
    }

    private static void write(DataOutputStream out, ControlLatencyBaseline baseline) throws IOException {
        double[] weights = baseline.weights();
        out.writeLong(baseline.trials());
        int filled = 0;
        for (double weight : weights) {
            filled += weight == 0 ? 0 : 1;
        }
        out.writeInt(filled);
        for (int bin = 0; bin < weights.length; bin++) {
            if (weights[bin] != 0) {
                out.writeShort(bin);
                out.writeDouble(weights[bin]);
            }
        }
    }

    private static ControlLatencyBaseline readBaseline(DataInputStream in) throws IOException {
        long trials = in.readLong();
        int filled = checkSize(in.readInt());
        double[] weights = new double[LatencyBins.COUNT];
        for (int i = 0; i < filled; i++) {
            int bin = in.readUnsignedShort();
            if (bin >= weights.length) {
                throw new IllegalArgumentException("the guard state contains invalid latency bin " + bin);
            }
            weights[bin] = in.readDouble();
        }
        return ControlLatencyBaseline.of(weights, trials);
    }

    private static void write(DataOutputStream out, SharedIncidentEvidence incident) throws IOException {
        write(out, incident.windowBegan());
        write(out, incident.ceiling());
        writeOrNull(out, incident.since());
        writeOrNull(out, incident.lastSeen());
    }

    private static SharedIncidentEvidence readIncident(DataInputStream in) throws IOException {
        return new SharedIncidentEvidence(readInstant(in), readNumbers(in), readOrNull(in), readOrNull(in));
    }

    private static void writeOrNull(DataOutputStream out, @Nullable Instant instant) throws IOException {
        out.writeBoolean(instant != null);
        if (instant != null) {
            write(out, instant);
        }
    }

    private static @Nullable Instant readOrNull(DataInputStream in) throws IOException {
        return in.readBoolean() ? readInstant(in) : null;
    }

    private static void write(DataOutputStream out, double[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static double[] readNumbers(DataInputStream in) throws IOException {
        double[] numbers = new double[checkSize(in.readInt())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static int checkSize(int size) {
        if (size < 0 || size > MOST_NUMBERS) {
            throw new IllegalArgumentException("the guard state contains a list of invalid size " + size);
        }
        return size;
    }
}
