// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What figures were measured on. Holds nothing that tells whose machine it is.
///
/// @param processor the model's name
/// @param cores as the JVM sees them
/// @param memoryGib of the whole machine
/// @param system kernel and architecture
/// @param java name and version of the virtual machine
public record MachineDescription(String processor, int cores, long memoryGib, String system, String java) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /// This machine.
    static MachineDescription here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MachineDescription(
                processorModel(),
                system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /// Mean number of processes that ran or wanted to, over the last minute.
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processorModel() {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
