// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

/// Delays of many changes. They count from when a change was sent, so they hold its commit too, or from when
/// the answer that it is committed was here, so they leave out what had arrived by then. Confined to one
/// thread.
///
/// @param sent of each stream, from sending
/// @param answered of each stream, from the answer
/// @param last of the slowest stream of each change, from sending
/// @param sdks of each real SDK, from sending
record PropagationDelays(DelayHistogram sent, DelayHistogram answered, DelayHistogram last, DelayHistogram sdks) {
    static PropagationDelays nothing() {
        return new PropagationDelays(
                new DelayHistogram(), new DelayHistogram(), new DelayHistogram(), new DelayHistogram());
    }

    /// Notes one change that everybody has.
    void add(ProbeFlagEditor.Change change, StreamSubscriberPool swarm, SdkFleet fleet) {
        long answeredAt = change.answer().join().at();
        long slowest = 0;
        for (int i = 0; i < swarm.size(); i++) {
            long since = swarm.since(i);
            sent.add(since - change.sent());
            answered.add(since - answeredAt);
            slowest = Math.max(slowest, since - change.sent());
        }
        last.add(slowest);
        for (int i = 0; i < fleet.size(); i++) {
            sdks.add(fleet.since(i) - change.sent());
        }
    }
}
