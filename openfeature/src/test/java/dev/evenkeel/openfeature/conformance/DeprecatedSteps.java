// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.Value;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Steps of the deprecated evaluation feature, which has separate wording for each type.
public final class DeprecatedSteps {
    private @Nullable Object value;
    private @Nullable FlagEvaluationDetails<?> details;
    private String key = "";
    private Object fallback = "";

    @When("^an? (boolean|string) flag with key \"(.*)\" is evaluated with default value \"(.*)\"$")
    public void evaluateText(String type, String flagKey, String otherwise) {
        value = type.equals("boolean")
                ? (Object) ScenarioContext.current().client.getBooleanValue(flagKey, Boolean.valueOf(otherwise))
                : ScenarioContext.current().client.getStringValue(flagKey, otherwise);
    }

    @When("an integer flag with key {string} is evaluated with default value {int}")
    public void evaluateInteger(String flagKey, int otherwise) {
        value = ScenarioContext.current().client.getIntegerValue(flagKey, otherwise);
    }

    @When("a float flag with key {string} is evaluated with default value {double}")
    public void evaluateFloat(String flagKey, double otherwise) {
        value = ScenarioContext.current().client.getDoubleValue(flagKey, otherwise);
    }

    @When("an object flag with key {string} is evaluated with a null default value")
    public void evaluateObject(String flagKey) {
        value = ScenarioContext.current().client.getObjectValue(flagKey, new Value());
    }

    @When("^an? (boolean|string) flag with key \"(.*)\" is evaluated with details and default value \"(.*)\"$")
    public void detailText(String type, String flagKey, String otherwise) {
        take(
                type.equals("boolean")
                        ? ScenarioContext.current().client.getBooleanDetails(flagKey, Boolean.valueOf(otherwise))
                        : ScenarioContext.current().client.getStringDetails(flagKey, otherwise));
    }

    @When("an integer flag with key {string} is evaluated with details and default value {int}")
    public void detailInteger(String flagKey, int otherwise) {
        take(ScenarioContext.current().client.getIntegerDetails(flagKey, otherwise));
    }

    @When("a float flag with key {string} is evaluated with details and default value {double}")
    public void detailFloat(String flagKey, double otherwise) {
        take(ScenarioContext.current().client.getDoubleDetails(flagKey, otherwise));
    }

    @When("an object flag with key {string} is evaluated with details and a null default value")
    public void detailObject(String flagKey) {
        take(ScenarioContext.current().client.getObjectDetails(flagKey, new Value()));
    }

    @When("a non-existent string flag with key {string} is evaluated with details and a fallback value {string}")
    public void detailMissing(String flagKey, String otherwise) {
        fallback = otherwise;
        take(ScenarioContext.current().client.getStringDetails(flagKey, otherwise));
    }

    @When("a string flag with key {string} is evaluated as an integer, with details and a fallback value {int}")
    public void detailWrong(String flagKey, int otherwise) {
        fallback = otherwise;
        take(ScenarioContext.current().client.getIntegerDetails(flagKey, otherwise));
    }

    private void take(FlagEvaluationDetails<?> taken) {
        details = taken;
        value = taken.getValue();
    }

    @When(
            "context contains keys {string}, {string}, {string}, {string} with values {string}, {string}, {int}, {string}")
    public void context(
            String first, String second, String third, String fourth, String a, String b, int number, String truth) {
        ScenarioContext.current()
                .context
                .add(first, a)
                .add(second, b)
                .add(third, number)
                .add(fourth, Boolean.valueOf(truth));
    }

    @When("a flag with key {string} is evaluated with default value {string}")
    public void evaluateInContext(String flagKey, String otherwise) {
        key = flagKey;
        value = ScenarioContext.current().client.getStringValue(flagKey, otherwise, ScenarioContext.current().context);
    }

    @Then("the resolved string response should be {string}")
    public void response(String expected) {
        assertThat(value).isEqualTo(expected);
    }

    @Then("the resolved flag value is {string} when the context is empty")
    public void responseWithoutContext(String expected) {
        assertThat(ScenarioContext.current().client.getStringValue(key, "", new MutableContext()))
                .isEqualTo(expected);
    }

    @Then("^the resolved (?:boolean|string|integer|float) value should be \"?([^\"]*)\"?$")
    public void valueIs(String expected) {
        assertThat(value).hasToString(expected);
    }

    @Then("^the resolved (?:boolean|string|integer|float) details value should be \"?([^\"]*)\"?, "
            + "the variant should be \"(.*)\", and the reason should be \"(.*)\"$")
    public void detailsAre(String expected, String variant, String reason) {
        valueIs(expected);
        variantAndReason(variant, reason);
    }

    @Then("^the resolved object (?:details )?value should be contain fields \"(.*)\", \"(.*)\", and \"(.*)\", "
            + "with values \"(.*)\", \"(.*)\" and (.*), respectively$")
    public void fieldsAre(String first, String second, String third, String truth, String text, String number) {
        assertThat(ScenarioContext.toJava(value))
                .isEqualTo(Map.of(first, Boolean.valueOf(truth), second, text, third, Integer.valueOf(number)));
    }

    @Then("the variant should be {string}, and the reason should be {string}")
    public void variantAndReason(String variant, String reason) {
        assertThat(details().getVariant()).isEqualTo(variant);
        assertThat(details().getReason()).isEqualTo(reason);
    }

    @Then("^the default (?:string|integer) value should be returned$")
    public void fallback() {
        assertThat(details().getValue()).isEqualTo(fallback);
    }

    @Then("^the reason should indicate an error and the error code should indicate a .* with \"(.*)\"$")
    public void error(String code) {
        assertThat(details().getReason()).isEqualTo("ERROR");
        assertThat(details().getErrorCode()).hasToString(code);
    }

    private FlagEvaluationDetails<?> details() {
        return Objects.requireNonNull(details, "no flag was evaluated with details");
    }
}
