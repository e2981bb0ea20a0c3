// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.JavaRuntimeInfo;
import dev.evenkeel.engine.doctor.OpenFileLimit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A probe of this machine, which may also run a server.
final class MachineProbe {
    /* The default limit of a server. */
    private static final int STREAMS = 10_000;
    private static final long MEGA = 1L << 20;
    private static final long LITTLE = 1_000;

    private MachineProbe() {}

    static List<DiagnosticFinding> probe() {
        List<DiagnosticFinding> findings = new ArrayList<>();
        findings.add(new JavaRuntimeInfo(
                        Runtime.version().feature(),
                        Runtime.version().toString(),
                        System.getProperty("java.vendor", "unknown vendor"))
                .diagnose("java here"));
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        findings.add(memory(system.getTotalMemorySize() / MEGA));
        if (system instanceof UnixOperatingSystemMXBean unix) {
            findings.add(new OpenFileLimit(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                    .diagnose("open files here", STREAMS));
        }
        return findings;
    }

    private static DiagnosticFinding memory(long megabytes) {
        String seen = String.format(Locale.ROOT, "%,d MB", megabytes);
        return megabytes < LITTLE
                ? DiagnosticFinding.warn(
                        "memory here", seen, "A server needs 1 GB, and PostgreSQL on the same machine another 1 GB.")
                : DiagnosticFinding.ok("memory here", seen);
    }
}
