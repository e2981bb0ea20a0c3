// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// CPU time used by this process and its descendants: the programs of the demo with their databases, and the
/// customers.
///
/// @param used CPU time by process id
public record CpuTimeSnapshot(Map<Long, Duration> used) {
    public static CpuTimeSnapshot now() {
        ProcessHandle self = ProcessHandle.current();
        return new CpuTimeSnapshot(Stream.concat(Stream.of(self), self.descendants())
                .collect(Collectors.toMap(
                        ProcessHandle::pid,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO),
                        (one, same) -> one)));
    }

    /// Returns the CPU time used since an earlier snapshot by the processes that still run.
    public Duration since(CpuTimeSnapshot earlier) {
        return used.entrySet().stream()
                .map(now -> now.getValue().minus(earlier.used.getOrDefault(now.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
