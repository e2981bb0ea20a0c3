// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.console.flag.FlagListPageModel.Search;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FlagListPageModelTest {
    private static final List<FlagDetails> FLAGS =
            IntStream.range(0, 1_000).mapToObj(FlagListPageModelTest::flag).toList();

    private static FlagDetails flag(int number) {
        String json = """
                {"state":"%s","variants":{"on":true,"off":false},"defaultVariant":"on",
                 "metadata":{"description":"Limit of shop %d"}}""".formatted(number % 10 == 0 ? "DISABLED" : "ENABLED", number);
        return new FlagDetails(
                "default", "limit-%03d".formatted(number), FlagJsonMappers.EXACT.readTree(json), null, null, false);
    }

    @Test
    void splitsFlagsIntoPagesOfFifty() {
        FlagListPageModel first = page(Map.of());
        assertThat(first.rows()).hasSize(50);
        assertThat(first.pagination().pageCount()).isEqualTo(20);
        assertThat(first.summary()).isEqualTo("1,000 flags in default: 100 off, nothing runs on any.");
        assertThat(first.resultSummary()).isEqualTo("Flags 1 to 50 of 1,000.");
        assertThat(first.pagination().previousPage()).isZero();
        assertThat(first.pagination().nextPage()).isEqualTo(2);
        assertThat(first.pagination().path().apply(2)).isEqualTo("/flags?environment=default&page=2");
        FlagListPageModel last = page(Map.of("page", "20"));
        assertThat(last.rows())
                .extracting(FlagDetails::key)
                .endsWith("limit-999")
                .hasSize(50);
        assertThat(last.pagination().nextPage()).isZero();
        FlagListPageModel beyond = page(Map.of("page", "999999"));
        assertThat(beyond.resultSummary()).isEqualTo("There is no such page.");
        assertThat(beyond.pagination().previousPage()).isEqualTo(20);
    }

    @Test
    void searchesKeysAndDescriptionsAndPreservesQueryInUrls() {
        FlagListPageModel found = page(Map.of("q", "SHOP 99", "state", "off"));
        assertThat(found.rows()).extracting(FlagDetails::key).containsExactly("limit-990");
        assertThat(found.resultSummary()).isEqualTo("1 flag as asked for.");
        FlagListPageModel many = page(Map.of("q", "limit-", "page", "2"));
        assertThat(many.pagination().nextPage()).isEqualTo(3);
        assertThat(many.pagination().path().apply(3)).isEqualTo("/flags?environment=default&q=limit-&page=3");
        assertThat(many.search().allPath()).isEqualTo("/flags?environment=default");
        assertThat(page(Map.of("q", "nothing")).resultSummary()).isEqualTo("No flag is as asked for.");
        assertThat(page(Map.of("state", "running")).rows()).isEmpty();
    }

    @Test
    void ignoresInvalidQueryParameters() {
        Search search = Search.of(Map.of("page", "-1", "state", "purple"), "default");
        assertThat(search.page()).isEqualTo(1);
        assertThat(search.isEmpty()).isTrue();
    }

    private static FlagListPageModel page(Map<String, String> asked) {
        return FlagListPageModel.of(Search.of(asked, "default"), List.of("default"), FLAGS, Instant.EPOCH);
    }
}
