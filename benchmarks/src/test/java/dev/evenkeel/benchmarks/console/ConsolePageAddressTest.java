// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.load.SteadyRollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsolePageAddressTest {
    @Test
    void everyDocumentedPageHasUrl() throws IOException {
        Path home = Path.of("..");
        var seededData = new SeededData(
                List.of(new SteadyRollout("flag-0", "r-1", 1)),
                "r-2",
                "flag-3",
                "flag-4",
                "a-1",
                "c-1",
                "e-1",
                "i-1",
                9);

        List<ConsolePageAddress> pages = ConsolePageAddress.listAll(home, seededData);

        assertThat(pages).extracting(ConsolePageAddress::pattern).containsAll(ConsolePageAddress.readPatterns(home));
        assertThat(pages).as("pages without an address").allMatch(ConsolePageAddress::isKnown);
        assertThat(pages)
                .extracting(ConsolePageAddress::path)
                .doesNotHaveDuplicates()
                .contains(
                        "/", "/audit/9", "/changes/default/flag-3/report.html", "/flags/default/flag-4", "/slos/slo-0");
    }
}
