// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuPoolTest {
    @Test
    void sharesCoresInTimeSlices() {
        var events = new EventQueue();
        var pool = new CpuPool(events, 1);
        List<String> finished = new ArrayList<>();
        pool.run(CpuPool.User.DATABASE, 10_000, () -> finished.add("long"));
        pool.run(CpuPool.User.SERVER, 500, () -> finished.add("short"));

        events.runUntil(2_000_000);
        assertThat(finished).containsExactly("short");
        events.runUntil(10_500_000);
        assertThat(finished).containsExactly("short", "long");
        assertThat(pool.used(CpuPool.User.DATABASE)).isEqualTo(10_000_000);
    }
}
