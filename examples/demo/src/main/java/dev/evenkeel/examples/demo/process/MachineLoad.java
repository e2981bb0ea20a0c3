// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;

/// The CPU load of this machine.
///
/// @param average load average of the last minute; negative where the system does not report one
/// @param processors available to this process
public record MachineLoad(double average, int processors) {
    public static MachineLoad now() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new MachineLoad(system.getSystemLoadAverage(), system.getAvailableProcessors());
    }

    /// Formats the load, such as `load average 15.8 on 2 processors`.
    public String describe() {
        String on = processors == 1 ? "1 processor" : processors + " processors";
        return average < 0
                ? "load average unknown, " + on
                : String.format(Locale.ROOT, "load average %.1f on %s", average, on);
    }
}
