// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.openfeature.RecordingEvenkeel;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ThreadLocalTransactionContextPropagator;
import dev.openfeature.sdk.Value;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Steps about the levels of a context. They check the context that Evenkeel receives.
public final class ContextSteps {
    private final RecordingEvenkeel evenkeel = new RecordingEvenkeel();
    private final Map<String, Map<String, Value>> levels = new HashMap<>();
    private List<String> precedence = List.of();

    @Given("a stable provider with retrievable context is registered")
    public void provider() {
        ScenarioContext.current().register(evenkeel);
        ScenarioContext.current().api.setTransactionContextPropagator(new ThreadLocalTransactionContextPropagator());
    }

    @Given("A context entry with key {string} and value {string} is added to the {string} level")
    public void entry(String key, String value, String level) {
        levels.computeIfAbsent(level, name -> new HashMap<>()).put(key, new Value(value));
    }

    @Given("A table with levels of increasing precedence")
    public void precedence(List<String> increasing) {
        precedence = increasing;
    }

    @Given(
            "Context entries for each level from API level down to the {string} level, with key {string} and value {string}")
    public void entries(String lowest, String key, String value) {
        for (String level : precedence.subList(0, precedence.indexOf(lowest) + 1)) {
            entry(key, level, level);
        }
        assertThat(value).isEqualTo(lowest);
    }

    @When("Some flag was evaluated")
    public void evaluate() {
        ScenarioContext.current().api.setEvaluationContext(context("API"));
        ScenarioContext.current().api.setTransactionContext(context("Transaction"));
        ScenarioContext.current().client.setEvaluationContext(context("Client"));
        ScenarioContext.current().request(new ScenarioContext.FlagRequest("boolean", "some-flag", "false"));
        ScenarioContext.current()
                .evaluate(
                        context("Invocation"),
                        FlagEvaluationOptions.builder().hook(new AddingHook()).build());
    }

    @Then("The merged context contains an entry with key {string} and value {string}")
    public void merged(String key, String value) {
        assertThat(evenkeel.lastContext().attribute(key)).isEqualTo(value);
        assertThat(evenkeel.lastContext().attributes()).containsEntry(key, value);
    }

    private ImmutableContext context(String level) {
        return new ImmutableContext(levels.getOrDefault(level, Map.of()));
    }

    private final class AddingHook implements Hook<Object> {
        @Override
        public Optional<EvaluationContext> before(HookContext<Object> context, Map<String, Object> hints) {
            return Optional.of(context("Before Hooks"));
        }
    }
}
