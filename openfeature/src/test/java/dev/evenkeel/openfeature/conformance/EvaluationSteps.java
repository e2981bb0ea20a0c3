// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.Value;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Steps of the evaluation and metadata features.
public final class EvaluationSteps {
    private Map<String, Value> contextBefore = Map.of();

    @Before
    public void begin() {
        ScenarioContext.begin();
    }

    @After
    public void end() {
        ScenarioContext.current().end();
    }

    @Given("^an? (stable|not ready|error|fatal|stale) provider$")
    public void provider(String state) {
        ScenarioContext.current().register(state);
    }

    @Given("a {word}-flag with key {string} and a fallback value {string}")
    public void flag(String type, String key, String fallback) {
        ScenarioContext.current()
                .request(new ScenarioContext.FlagRequest(type.toLowerCase(Locale.ROOT), key, fallback));
    }

    @Given("a context containing a key {string}, with type {string} and with value {string}")
    public void attribute(String key, String type, String value) {
        var context = ScenarioContext.current().context;
        switch (type) {
            case "String" -> context.add(key, value);
            case "Integer" -> context.add(key, Integer.valueOf(value));
            case "Boolean" -> context.add(key, Boolean.valueOf(value));
            default -> throw new IllegalArgumentException("no attribute is of type " + type);
        }
    }

    @Given("a context containing a key {string} with null value")
    public void nullAttribute(String key) {
        ScenarioContext.current().context.add(key, (String) null);
    }

    @Given("an evaluation context with modifiable data")
    public void modifiableContext() {
        ScenarioContext.current().context.add("email", "ballmer@macrosoft.com").add("list", List.of(new Value("a")));
        contextBefore = new HashMap<>(ScenarioContext.current().context.asMap());
    }

    @When("the flag was evaluated with details")
    public void evaluate() {
        ScenarioContext.current().evaluate();
    }

    /// The Java SDK has no asynchronous calls; a call from another thread is what a caller does instead.
    @When("the flag was evaluated with details asynchronously")
    public void evaluateElsewhere() throws Exception {
        CompletableFuture.runAsync(ScenarioContext.current()::evaluate).get(20, TimeUnit.SECONDS);
    }

    @Then("the evaluation should complete without blocking")
    public void isEvaluated() {
        assertThat(ScenarioContext.current().details()).isNotNull();
    }

    @Then("the resolved details value should be {string}")
    public void value(String expected) {
        Object value =
                ScenarioContext.toJava(ScenarioContext.current().details().getValue());
        assertThat(value).isEqualTo(ScenarioContext.current().expected(expected));
    }

    @Then("the reason should be {string}")
    public void reason(String reason) {
        assertThat(ScenarioContext.current().details().getReason()).isEqualTo(reason);
    }

    @Then("the error-code should be {string}")
    public void errorCode(String code) {
        assertThat(ScenarioContext.current().details().getErrorCode()).hasToString(code);
    }

    @Then("the flag key should be {string}")
    public void flagKey(String key) {
        assertThat(ScenarioContext.current().details().getFlagKey()).isEqualTo(key);
    }

    @Then("the variant should be {string}")
    public void variant(String variant) {
        assertThat(ScenarioContext.current().details().getVariant()).isEqualTo(variant);
    }

    @Then("the provider status should be {string}")
    public void status(String status) {
        assertThat(ScenarioContext.current().client.getProviderState()).hasToString(status);
    }

    @Then("the resolved metadata should contain")
    public void metadata(DataTable table) {
        Map<String, Object> expected = new HashMap<>();
        for (List<String> row : table.rows(1).cells()) {
            expected.put(row.get(0), typed(row.get(1), row.get(2)));
        }
        assertThat(ScenarioContext.current().details().getFlagMetadata().asUnmodifiableMap())
                .containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static Object typed(String type, String value) {
        return switch (type) {
            case "String" -> value;
            case "Integer" -> Integer.valueOf(value);
            case "Float" -> Double.valueOf(value);
            case "Boolean" -> Boolean.valueOf(value);
            default -> throw new IllegalArgumentException("no metadata is of type " + type);
        };
    }

    @Then("the resolved metadata is empty")
    public void noMetadata() {
        assertThat(ScenarioContext.current().details().getFlagMetadata().isEmpty())
                .isTrue();
    }

    @Then("the original evaluation context should remain unmodified")
    public void contextIsAsBefore() {
        assertThat(ScenarioContext.current().context.asMap()).isEqualTo(contextBefore);
    }

    /// The details are the Java SDK's, with setters; what comes from the provider is that their metadata cannot
    /// be changed, and that a caller who changes them changes nothing but them.
    @Then("the evaluation details should be immutable")
    public void detailsChangeNothing() {
        FlagEvaluationDetails<?> details = ScenarioContext.current().details();
        assertThatThrownBy(() -> details.getFlagMetadata().asUnmodifiableMap().put("owner", "me"))
                .isInstanceOf(UnsupportedOperationException.class);
        details.setVariant("changed");
        details.setReason("changed");
        ScenarioContext.current().evaluate();
        assertThat(ScenarioContext.current().details().getVariant()).isEqualTo("on");
        assertThat(ScenarioContext.current().details().getReason()).isEqualTo("STATIC");
    }
}
