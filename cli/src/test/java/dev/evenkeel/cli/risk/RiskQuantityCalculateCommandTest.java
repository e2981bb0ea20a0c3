// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RiskQuantityCalculateCommandTest {
    private static final Path PAGE = Path.of("../docs/reference/risk-calc.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\$ echo '(.*)' \\| \\./evenkeel risk calc\\n(.*)$");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void documentationExamplesReturnDocumentedResults() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSize(13);
        for (var example : examples) {
            CliResult result = calculate(example.group(1));
            assertThat(result.exitCode()).isZero();
            assertClose(JSON.readTree(result.out().getFirst()), JSON.readTree(example.group(2)));
        }
    }

    /* The last digits of logarithms may differ from machine to machine. */
    private static void assertClose(JsonNode response, JsonNode expected) {
        assertThat(response.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
        for (String name : expected.propertyNames()) {
            if (expected.path(name).isNumber()) {
                double value = expected.path(name).doubleValue();
                assertThat(response.path(name).doubleValue()).isCloseTo(value, within(1e-9 * Math.abs(value)));
            } else {
                assertThat(response.path(name)).isEqualTo(expected.path(name));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'annualisedLoss','frequency':0.1,'low':1,'high':10; mean; 0.40400; 1e-5",
                "'exceedance','frequency':0.1,'low':1e7,'high':1e9,'loss':1e8; probability; 0.04919; 0.6e-5",
                "'exceedance','frequency':0.1,'low':1e7,'high':1e9,'loss':1e9; probability; 0.005124; 0.6e-6",
                "'exceedance','frequency':2,'low':1,'high':10,'loss':10; probability; 0.31627; 0.6e-5",
                "'jeffreys','events':2,'trials':5,'level':0.95; low; 0.0944; 1e-4",
                "'jeffreys','events':2,'trials':5,'level':0.95; high; 0.7906; 1e-4",
                "'clopperPearson','events':2,'trials':5,'level':0.95; high; 0.8534; 1e-4",
                "'wilson','events':2,'trials':5,'level':0.95; low; 0.1176; 1e-4",
                "'rateRatio','before':5,'after':2,'level':0.95; high; 2.44; 0.005",
                "'rateRatio','before':5,'after':2,'level':0.95; ratio; 0.4; 1e-12",
                "'brier','probabilities':[0.1,0.2,0.6,0.6],'outcomes':[0,0,0,1]; brier; 0.1425; 1e-12",
                "'brier','probabilities':[0.1,0.2,0.6,0.6],'outcomes':[0,0,0,1]; discrimination; 0.0625; 1e-12",
                "'lognormalFit','values':[1,10]; mu; 1.151292546; 1e-8",
                "'logistic','x':[0,0,0,1,1],'y':[0,0,0,1,1],'firth':true; intercept; -1.945910; 1e-6",
                "'pertMean','min':2,'mode':4,'max':20,'kurtosis':4; mean; 6.333333; 1e-6",
                "'pertMean','min':2,'mode':4,'max':20; mean; 6.333333; 1e-6",
                "'knapsack','capacity':5,'weights':[2,3,4,5],'values':[3,4,5,6]; value; 7; 0"
            })
    void computesWorkedExamples(String question, String member, double value, double accuracy) {
        JsonNode response = JSON.readTree(calculate(line(question)).out().getFirst());
        assertThat(response.path(member).doubleValue()).as(response.toString()).isCloseTo(value, within(accuracy));
    }

    @Test
    void returnsOnlyDocumentedMembers() {
        assertThat(members("'annualisedLoss','frequency':1,'low':1,'high':2")).containsExactly("mean");
        assertThat(members("'wilson','events':1,'trials':2,'level':0.9")).containsExactly("low", "high");
        assertThat(members("'rateRatio','before':1,'after':2,'level':0.9")).containsExactly("ratio", "low", "high");
        assertThat(members("'brier','probabilities':[0.1],'outcomes':[0]"))
                .containsExactly(
                        "brier",
                        "log",
                        "reliability",
                        "resolution",
                        "uncertainty",
                        "miscalibration",
                        "discrimination",
                        "spiegelhalterZ");
        assertThat(members("'betaBinomialFit','groups':[[1,20],[9,30]]")).containsExactly("alpha", "beta");
        assertThat(members("'lognormalFit','values':[1,2]")).containsExactly("mu", "sigma");
        assertThat(members("'logistic','x':[1,2,3,4],'y':[0,1,0,1]"))
                .containsExactly("intercept", "slope", "interceptError", "slopeError", "deviance");
        assertThat(members("'knapsack','capacity':1,'weights':[],'values':[]")).containsExactly("value", "items");
    }

    @Test
    void returnsNullForInfiniteOrUndefinedValues() {
        assertThat(calculate(line("'rateRatio','before':0,'after':2,'level':0.95"))
                        .out()
                        .getFirst())
                .startsWith(Json.of("{'ratio':null,'low':"))
                .endsWith(Json.of(",'high':null}"));
        assertThat(calculate(line("'rateRatio','before':0,'after':0,'level':0.95"))
                        .out())
                .containsExactly(Json.of("{'ratio':null,'low':0.0,'high':null}"));
        assertThat(calculate(line("'brier','probabilities':[0.5],'outcomes':[1]"))
                        .out()
                        .getFirst())
                .endsWith(Json.of("'spiegelhalterZ':null}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'nope'; quantity must be \"annualisedLoss\", ",
                "7; quantity must be",
                "'annualisedLoss','frequency':1,'low':1; annualisedLoss requires \"high\"; members: quantity, ",
                "'annualisedLoss','frequency':-1,'low':1,'high':2; frequency must be 0 or more, got -1.0",
                "'annualisedLoss','frequency':1,'low':2,'high':1; low must be above 0 and high above low",
                "'annualisedLoss','frequency':'1','low':2,'high':1; frequency must be a number, got \"1\"",
                "'exceedance','frequency':1,'low':1,'high':2; exceedance requires \"loss\"",
                "'exceedance','frequency':1,'low':1,'high':2,'loss':-1; loss must be 0 or more, got -1.0",
                "'exceedance','frequency':1e6,'low':1,'high':10,'loss':4.05e6; cannot be computed to 1e-6",
                "'wilson','events':3,'trials':2,'level':0.9; events must be 0 to trials, got 3 of 2",
                "'wilson','events':1.5,'trials':2,'level':0.9; events must be an integer from 0",
                "'wilson','events':1,'trials':2,'level':1; level must be above 0 and below 1, got 1.0",
                "'wilson','events':1,'trials':2,'level':0.9,'z':2; wilson has no member \"z\"",
                "'jeffreys','events':0,'trials':0,'level':0.9; trials must be 1 to 1000000000, got 0",
                "'rateRatio','before':-1,'after':2,'level':0.9; before must be an integer from 0",
                "'rateRatio','before':1,'after':2,'level':0; level must be above 0",
                "'brier','probabilities':[0.5],'outcomes':[0.5]; outcomes must be 0 or 1, 1 of 1 are not",
                "'brier','probabilities':[0.5],'outcomes':[true]; outcomes[0] must be a number, got true",
                "'brier','probabilities':[0],'outcomes':[1]; no finite log score",
                "'brier','probabilities':[0.5,0.5],'outcomes':[1]; probabilities and outcomes must have"
                        + " the same length, at least 1",
                "'brier','probabilities':0.5,'outcomes':[1]; probabilities must be a list like [1,2.5,...]",
                "'betaBinomialFit','groups':[[1,2],[3,2]]; groups[1]: events must be 0 to trials",
                "'betaBinomialFit','groups':[[5,50],[5,50]]; the groups differ no more than by chance",
                "'betaBinomialFit','groups':[[5,50,1]]; groups[0] must be 2 numbers [events,trials]",
                "'lognormalFit','values':[1,-2]; values must be above 0, got values[1] = -2.0",
                "'lognormalFit','values':[2]; values must contain at least two different numbers",
                "'logistic','x':[1,2,3,4],'y':[0,0,1,1]; use \"firth\":true for a finite one",
                "'logistic','x':[1,2,3,4],'y':[0,0,1,1],'firth':1; firth must be true or false, got 1",
                "'logistic','x':[1,2],'y':[0,2]; y must be 0 or 1, got y[1] = 2.0",
                "'pertMean','min':2,'mode':1,'max':3,'kurtosis':4; min must be below max and mode between them",
                "'pertMean','min':1,'mode':2,'max':3,'kurtosis':-4; kurtosis must be 0 or more",
                "'knapsack','capacity':1,'weights':[1],'values':[]; one value for each weight",
                "'knapsack','capacity':1,'weights':[1,-1],'values':[1,1]; item 1: weights and values must be 0 or more",
                "'knapsack','capacity':-1,'weights':[],'values':[]; capacity must be 0 or more",
                "'knapsack','capacity':1,'weights':[1e-300],'values':[1]; weights[0] must be 0, or from 1e-100 to 1e100"
            })
    void rejectsInvalidLines(String question, String message) {
        CliResult result = calculate(line(question));
        assertThat(result.out()).singleElement().asString().startsWith(Json.of("{'error':'"));
        assertThat(result.out().getFirst().replace("\\\"", "\"")).contains(message);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void reportsInvalidLineAndEvaluatesOthers() {
        CliResult result = calculate("hello\n\n" + line("'lognormalFit','values':[1,10]"));
        assertThat(result.out()).hasSize(2);
        assertThat(result.out().get(0)).contains("not JSON");
        assertThat(result.out().get(1)).startsWith(Json.of("{'mu':1.15"));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void explainsUsageWithoutSubcommand() {
        CliResult result = CliResult.of("risk");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("needs a subcommand").contains("calc");
        assertThat(CliResult.of("risk", "calc", "--help").out()).anyMatch(line -> line.startsWith("  echo "));
    }

    private static List<String> members(String question) {
        return List.copyOf(
                JSON.readTree(calculate(line(question)).out().getFirst()).propertyNames());
    }

    private static String line(String question) {
        return Json.of("{'quantity':%s}", question.replace('\'', '"'));
    }

    private static CliResult calculate(String lines) {
        return CliResult.withInput(lines + "\n", "risk", "calc");
    }
}
