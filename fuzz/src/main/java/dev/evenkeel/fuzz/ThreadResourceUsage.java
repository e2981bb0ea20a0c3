// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What a thread has used, as the virtual machine counts it: the same on a busy machine as on an idle
/// one.
final class ThreadResourceUsage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadResourceUsage() {}

    /// Bytes that a thread has allocated since it began.
    static long allocated(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }

    /// Nanoseconds that a thread has had of a processor; -1 once it has ended.
    static long processorNanos(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }
}
