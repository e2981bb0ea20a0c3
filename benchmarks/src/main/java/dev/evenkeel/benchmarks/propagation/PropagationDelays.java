// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

/// The delays of many changes. They are measured either from when a change was sent, which includes its
/// commit, or from when its response arrived, which excludes clients that already had it by then. Not
/// thread-safe.
///
/// @param sent each stream, from sending
/// @param answered each stream, from the response
/// @param last the slowest stream of each change, from sending
/// @param sdks each real SDK, from sending
record PropagationDelays(DelayHistogram sent, DelayHistogram answered, DelayHistogram last, DelayHistogram sdks) {
    static PropagationDelays empty() {
        return new PropagationDelays(
                new DelayHistogram(), new DelayHistogram(), new DelayHistogram(), new DelayHistogram());
    }

    /// Adds a change that every client has received.
    void add(ProbeFlagEditor.Change change, StreamSubscriberPool pool, SdkFleet sdkFleet) {
        long answeredAt = change.answer().join().at();
        long slowest = 0;
        for (int i = 0; i < pool.size(); i++) {
            long since = pool.since(i);
            sent.add(since - change.sent());
            answered.add(since - answeredAt);
            slowest = Math.max(slowest, since - change.sent());
        }
        last.add(slowest);
        for (int i = 0; i < sdkFleet.size(); i++) {
            sdks.add(sdkFleet.since(i) - change.sent());
        }
    }
}
