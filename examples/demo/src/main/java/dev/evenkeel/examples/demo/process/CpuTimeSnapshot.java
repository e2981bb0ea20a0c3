// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Processor time that this process and all below it have used: the programs of the demo with their databases,
/// and the customers.
///
/// @param used by process id
public record CpuTimeSnapshot(Map<Long, Duration> used) {
    public static CpuTimeSnapshot now() {
        ProcessHandle self = ProcessHandle.current();
        return new CpuTimeSnapshot(Stream.concat(Stream.of(self), self.descendants())
                .collect(Collectors.toMap(
                        ProcessHandle::pid,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO),
                        (one, same) -> one)));
    }

    /// Used since an earlier moment by the processes that still run.
    public Duration since(CpuTimeSnapshot earlier) {
        return used.entrySet().stream()
                .map(now -> now.getValue().minus(earlier.used.getOrDefault(now.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
