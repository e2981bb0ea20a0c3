// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.console.flag.FlagListPage.Search;
import dev.evenkeel.server.flags.definition.FlagJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FlagListPageTest {
    private static final List<FlagFacts> FLAGS =
            IntStream.range(0, 1_000).mapToObj(FlagListPageTest::flag).toList();

    private static FlagFacts flag(int number) {
        String json = """
                {"state":"%s","variants":{"on":true,"off":false},"defaultVariant":"on",
                 "metadata":{"description":"Limit of shop %d"}}""".formatted(number % 10 == 0 ? "DISABLED" : "ENABLED", number);
        return new FlagFacts(
                "default", "limit-%03d".formatted(number), FlagJson.EXACT.readTree(json), null, null, false);
    }

    @Test
    void aThousandFlagsAreTwentyPages() {
        FlagListPage first = page(Map.of());
        assertThat(first.rows()).hasSize(50);
        assertThat(first.pages()).isEqualTo(20);
        assertThat(first.lead()).isEqualTo("1,000 flags in default: 100 off, nothing runs on any.");
        assertThat(first.finding()).isEqualTo("Flags 1 to 50 of 1,000.");
        assertThat(first.before()).isEmpty();
        assertThat(first.behind()).isEqualTo("/flags?environment=default&page=2");
        FlagListPage last = page(Map.of("page", "20"));
        assertThat(last.rows()).extracting(FlagFacts::key).endsWith("limit-999").hasSize(50);
        assertThat(last.behind()).isEmpty();
        FlagListPage beyond = page(Map.of("page", "999999"));
        assertThat(beyond.finding()).isEqualTo("There is no such page.");
        assertThat(beyond.before()).isEqualTo("/flags?environment=default&page=20");
    }

    @Test
    void aSearchLooksAtKeysAndDescriptionsAndStaysInItsAddress() {
        FlagListPage found = page(Map.of("q", "SHOP 99", "state", "off"));
        assertThat(found.rows()).extracting(FlagFacts::key).containsExactly("limit-990");
        assertThat(found.finding()).isEqualTo("1 flag as asked for.");
        FlagListPage many = page(Map.of("q", "limit-", "page", "2"));
        assertThat(many.behind()).isEqualTo("/flags?environment=default&q=limit-&page=3");
        assertThat(many.search().all()).isEqualTo("/flags?environment=default");
        assertThat(page(Map.of("q", "nothing")).finding()).isEqualTo("No flag is as asked for.");
        assertThat(page(Map.of("state", "running")).rows()).isEmpty();
    }

    @Test
    void whatCannotBeAskedForIsNotAskedFor() {
        Search search = Search.of(Map.of("page", "-1", "state", "purple"), "default");
        assertThat(search.page()).isEqualTo(1);
        assertThat(search.isEmpty()).isTrue();
    }

    private static FlagListPage page(Map<String, String> asked) {
        return FlagListPage.of(Search.of(asked, "default"), List.of("default"), FLAGS, Instant.EPOCH);
    }
}
