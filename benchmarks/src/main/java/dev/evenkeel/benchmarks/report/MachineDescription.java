// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine on which values were measured. Contains nothing that identifies its owner.
///
/// @param processor name of the processor model
/// @param cores number of cores visible to the JVM
/// @param memoryGib memory of the whole machine
/// @param system kernel and architecture
/// @param java name and version of the JVM
public record MachineDescription(String processor, int cores, long memoryGib, String system, String java) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /// Describes this machine.
    static MachineDescription current() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MachineDescription(
                processorModel(),
                system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /// Returns the load average of the last minute.
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
