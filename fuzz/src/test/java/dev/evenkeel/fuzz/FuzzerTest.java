// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Which errors of parsers [Fuzzer] reports, and which it accepts.
final class FuzzerTest {
    private static final String SAMPLE = "{\"name\":\"a\",\"list\":[1,2,{\"b\":true}]}";
    private static final Fuzzer FUZZ = Fuzzer.of("reader", InputDialect.JSON)
            .samples(SAMPLE)
            .expectRejection(IllegalArgumentException.class)
            .inputs(300);

    @Test
    void generatesDeterministicInputsStartingWithSamples() {
        List<FuzzInput> first = new ArrayList<>();
        List<FuzzInput> second = new ArrayList<>();
        FUZZ.run(first::add);
        FUZZ.run(second::add);
        assertThat(second).isEqualTo(first);
        assertThat(first).element(0).extracting(FuzzInput::text).isEqualTo(SAMPLE);
        assertThat(first.stream().map(FuzzInput::latin).distinct()).hasSizeGreaterThan(200);
    }

    @Test
    void countsAcceptedAndRejectedInputs() {
        FuzzReport fuzzReport = FUZZ.run(input -> {
            if (!input.text().startsWith("{")) {
                throw new IllegalArgumentException("no object");
            }
        });
        assertThat(fuzzReport.read()).isPositive();
        assertThat(fuzzReport.refused()).isPositive();
        assertThat(fuzzReport.read() + fuzzReport.refused()).isGreaterThan(300);
    }

    @Test
    void failsOnSubclassOfExpectedException() {
        assertThatThrownBy(() -> FUZZ.run(input -> Integer.parseInt(input.text())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NumberFormatException")
                .hasMessageContaining("-Devenkeel.fuzz.input=0");
    }

    @Test
    void failsOnRejectionWithoutMessage() {
        assertThatThrownBy(() -> FUZZ.run(input -> {
                    throw new IllegalArgumentException();
                }))
                .hasMessageContaining("a refusal without a message");
    }

    @Test
    void failsOnStackOverflow() {
        assertThatThrownBy(() -> FUZZ.run(input -> recurse(input.text(), 0)))
                .hasMessageContaining("StackOverflowError");
    }

    private static int recurse(String text, int at) {
        return at < text.length() && "[{".indexOf(text.charAt(at)) >= 0 ? 1 + recurse(text, at + 1) : 0;
    }

    @Test
    void failsOnExcessiveAllocation() {
        AtomicReference<byte[]> kept = new AtomicReference<>();
        assertThatThrownBy(() -> FUZZ.run(input -> kept.set(new byte[input.length() == 4 ? 90 << 20 : 1])))
                .hasMessageContaining("allocated more than 64 MB");
    }

    @Test
    void readsSamplesFromTheRepository() {
        assertThat(SampleCorpus.textBlocks("src/test/java/dev/evenkeel/fuzz/TextBlockSamples.java"))
                .containsExactly("a: 1\nb: \"x\"\n", "{\"c\": \"1\"}\n");
        assertThat(SampleCorpus.files("src/test/java", "TextBlockSamples.java")).hasSize(1);
    }
}
