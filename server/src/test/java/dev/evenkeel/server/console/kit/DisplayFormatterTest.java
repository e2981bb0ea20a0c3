// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DisplayFormatterTest {
    @Test
    void doesNotBreakLineBetweenNumberAndUnit() {
        assertThat(DisplayFormatter.formatMoney(1234.5, "CHF")).isEqualTo("CHF\u00a01,200");
        assertThat(DisplayFormatter.formatMoney(1234.5, "")).isEqualTo("1,200 in your currency");
        assertThat(DisplayFormatter.formatMillis(8.2)).doesNotContain(" ");
        assertThat(DisplayFormatter.formatDuration(Duration.ofSeconds(200))).isEqualTo("3\u00a0min\u00a020\u00a0s");
    }

    @Test
    void formatsClausesAsSentences() {
        assertThat(DisplayFormatter.toSentence("blind: no batch")).isEqualTo("Blind: no batch.");
        assertThat(DisplayFormatter.toSentence("the other team's change")).isEqualTo("The other team's change.");
        assertThat(DisplayFormatter.toSentence("p95: slower")).isEqualTo("p95: slower.");
        assertThat(DisplayFormatter.toSentence("errors: more")).isEqualTo("errors: more.");
        assertThat(DisplayFormatter.toSentence("fees-ok, availability burns"))
                .isEqualTo("fees-ok, availability burns.");
        assertThat(DisplayFormatter.toSentence("web, availability burns")).isEqualTo("web, availability burns.");
        assertThat(DisplayFormatter.toSentence("checkout_v2 is slow")).isEqualTo("checkout_v2 is slow.");
        assertThat(DisplayFormatter.toSentence("Done.")).isEqualTo("Done.");
        assertThat(DisplayFormatter.toSentence(" ")).isEmpty();
    }
}
