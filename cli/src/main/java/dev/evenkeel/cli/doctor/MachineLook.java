// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.evenkeel.engine.doctor.Finding;
import dev.evenkeel.engine.doctor.JavaRuntime;
import dev.evenkeel.engine.doctor.OpenFiles;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The machine that the command runs on, where a server may run too.
final class MachineLook {
    /* As many as a server lets in unless told otherwise. */
    private static final int STREAMS = 10_000;
    private static final long MEGA = 1L << 20;
    private static final long LITTLE = 1_000;

    private MachineLook() {}

    static List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new JavaRuntime(
                        Runtime.version().feature(),
                        Runtime.version().toString(),
                        System.getProperty("java.vendor", "no vendor"))
                .finding("java here"));
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        findings.add(memory(system.getTotalMemorySize() / MEGA));
        if (system instanceof UnixOperatingSystemMXBean unix) {
            findings.add(new OpenFiles(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                    .finding("open files here", STREAMS));
        }
        return findings;
    }

    private static Finding memory(long megabytes) {
        String seen = String.format(Locale.ROOT, "%,d MB", megabytes);
        return megabytes < LITTLE
                ? Finding.warn("memory here", seen, "A server wants 1 GB, and PostgreSQL beside it another one.")
                : Finding.ok("memory here", seen);
    }
}
