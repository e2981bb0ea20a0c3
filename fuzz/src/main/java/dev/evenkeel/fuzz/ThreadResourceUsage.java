// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// The resource usage of a thread as counted by the JVM: independent of other load on the machine.
final class ThreadResourceUsage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadResourceUsage() {}

    /// Returns the bytes that a thread has allocated since it started.
    static long allocatedBytes(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }

    /// Returns the CPU time of a thread in nanoseconds; -1 after it has ended.
    static long processorNanos(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }
}
