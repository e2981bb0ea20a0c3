// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
import dev.evenkeel.api.ForecastApi.CreateForecastRequest;
import dev.evenkeel.api.IncidentApi.AddFollowUpRequest;
import dev.evenkeel.api.IncidentApi.DeclareIncidentRequest;
import dev.evenkeel.api.IncidentApi.EstimatedTime;
import dev.evenkeel.api.IncidentApi.ExactTime;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.api.ManifestApi.ApplyManifestsRequest;
import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.api.ProposalApi.CreateProposalRequest;
import dev.evenkeel.api.UserApi.ChangePasswordRequest;
import dev.evenkeel.api.UserApi.CreateUserRequest;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.schema.RequestSchemaValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class JsonRequestBinderTest {
    private static final String VALID = """
            {"eventClass":"migration","statement":"it causes an incident","event":"one is linked",
             "horizon":"2027-01-01T01:00:00.123456789+01:00","resolver":"ben"}""";

    private final JsonRequestBinder binder = new JsonRequestBinder(new RequestSchemaValidator());

    private JsonRequest<CreateForecastRequest> bind(String body) {
        return binder.bind(CreateForecastRequest.class, JsonMapper.shared().readTree(body));
    }

    /* The valid body with one field replaced. */
    private JsonRequest<CreateForecastRequest> bindWith(String field, String value) {
        ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(VALID);
        body.set(field, JsonMapper.shared().readTree(value));
        return bind(body.toString());
    }

    private static List<ValidationError> errors(JsonRequest<?> request) {
        return assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> request.orThrow("The forecast was not created."))
                .actual()
                .problem()
                .problems();
    }

    private static ValidationError error(JsonRequest<?> request) {
        return assertThat(errors(request)).hasSize(1).actual().getFirst();
    }

    @Test
    void reportsUnknownMapKeyWithAllowedKeys() {
        JsonRequest<SetCapacityPolicyRequest> request = binder.bind(
                SetCapacityPolicyRequest.class,
                JsonMapper.shared().readTree(Json.of("{'defaultSplit':{'TOIL':1,'FUN':0}}")));
        assertThat(request.peek())
                .extracting(SetCapacityPolicyRequest::defaultSplit)
                .isEqualTo(Map.of(WorkKind.TOIL, 1.0));
        assertThat(error(request))
                .isEqualTo(new ValidationError(
                        "/defaultSplit/FUN",
                        "unknown field",
                        "remove it, or use one of MAINTENANCE, NEW_WORK, RELIABILITY, SECURITY, TOIL, UNPLANNED"));
    }

    @Test
    void preservesDigitsOfNumbersInJsonFields() {
        String patch = Json.of("{'share':1.10,'limit':12345678901234567890.123456789}");
        JsonRequest<CreateProposalRequest> request = binder.bind(
                CreateProposalRequest.class,
                JsonRequestBinder.MAPPER.readTree(Json.of("{'reason':'x','patch':%s}", patch)));
        assertThat(request.orThrow("").patch()).hasToString(patch);
    }

    @Test
    void truncatesTimesToMicroseconds() {
        assertThat(bind(VALID).orThrow("").horizon()).isEqualTo(Instant.parse("2027-01-01T00:00:00.123456Z"));
    }

    @Test
    void bindsMissingAndNullFieldsToNull() {
        assertThat(bind(VALID).orThrow("").unit()).isNull();
        assertThat(bindWith("unit", "null").orThrow("").unit()).isNull();
    }

    @Test
    void reportsSchemaAndRuleErrorsAtOnce() {
        JsonRequest<CreateForecastRequest> request =
                bind(Json.of("{'eventClass':'Mig','statement':5,'event':' ','probability':1.5,'resolvr':'ben'}"));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> request.orThrow("Nothing.", (given, errors) -> {
                    assertThat(given.statement()).as("an invalid field").isNull();
                    errors.add("/unit", "is missing", "set it");
                    errors.add("/event", "hidden by the first error of the field", "");
                }))
                .satisfies(refused -> assertThat(refused.problem().problems())
                        .extracting(ValidationError::pointer, ValidationError::message)
                        .containsExactlyInAnyOrder(
                                tuple("/eventClass", "is invalid, got \"Mig\""),
                                tuple("/statement", "must be a string, got 5"),
                                tuple("/event", "must not be blank"),
                                tuple("/horizon", "is missing"),
                                tuple("/probability", "must be below 1, got 1.5"),
                                tuple("/resolver", "is missing"),
                                tuple("/resolvr", "unknown field"),
                                tuple("/unit", "is missing")));
    }

    @Test
    void ignoresRuleFailureForInvalidBody() {
        JsonRequest.Rules<CreateForecastRequest> rules = (given, errors) -> {
            throw new IllegalStateException(given.statement());
        };
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> bindWith("statement", "5").orThrow("Nothing.", rules));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> bind(VALID).orThrow("Nothing.", rules));
    }

    @Test
    void usesFieldDescriptionAsRemedy() {
        assertThat(error(bindWith("horizon", "\"soon\"")))
                .isEqualTo(new ValidationError(
                        "/horizon",
                        "must be a time with a UTC offset such as \"2027-03-01T00:00:00Z\", got \"soon\"",
                        "expected: end of the period in which the event counts; in the future"));
        assertThat(error(bindWith("colour", "1")).remedy())
                .startsWith("remove it, or use one of author, event, eventClass");
    }

    @Test
    void reportsErrorsInArrayElements() {
        assertThat(errors(bindWith("quantiles", Json.of("[{'level':'a','value':1},{'level':0.5},3]"))))
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder("/quantiles/0/level", "/quantiles/1/value", "/quantiles/2");
        assertThat(bindWith("quantiles", "[3]").peek())
                .extracting(CreateForecastRequest::quantiles)
                .isNull();
    }

    @Test
    void reportsAllowedValuesOfNullableEnumsAndObjects() {
        assertThat(error(binder.bind(
                                PutNotificationRuleRequest.class,
                                JsonMapper.shared().readTree(Json.of("{'channel':'a','severity':'LOUD'}"))))
                        .message())
                .startsWith("must be one of ")
                .endsWith(", got \"LOUD\"");
        assertThat(errors(binder.bind(
                        AddFollowUpRequest.class, JsonMapper.shared().readTree("""
                        {"description":"d","owner":"ann","dueDate":"2027-01-01","expectedEffect":"e","check":{"colour":1}}"""))))
                .extracting(ValidationError::pointer, ValidationError::message, ValidationError::remedy)
                .containsExactlyInAnyOrder(
                        tuple("/check/kind", "is missing", "expected: kind of check"),
                        tuple("/check/colour", "unknown field", "remove it, or use one of kind, parameters"));
    }

    @Test
    void bindsUnwrappedAndAnyOfFields() {
        DeclareIncidentRequest request = binder.bind(
                        DeclareIncidentRequest.class, JsonMapper.shared().readTree("""
                        {"service":"shop","title":"down","times":{"DETECTED":"2026-11-25T19:00:00+01:00",
                         "MITIGATED":{"at":"2026-11-25T19:00:00Z","precision":"PT5M"}}}"""))
                .orThrow("");
        assertThat(request.service()).isEqualTo("shop");
        assertThat(request.details().title()).isEqualTo("down");
        assertThat(request.details().times())
                .isEqualTo(Map.of(
                        IncidentPhase.DETECTED,
                        new ExactTime(Instant.parse("2026-11-25T18:00:00Z")),
                        IncidentPhase.MITIGATED,
                        new EstimatedTime(Instant.parse("2026-11-25T19:00:00Z"), Duration.ofMinutes(5), null)));
        assertThat(binder.bind(DeclareIncidentRequest.class, JsonMapper.shared().readTree("{}"))
                        .orThrow("")
                        .details())
                .isEqualTo(IncidentDetailsFields.of(null, null, null));
    }

    @Test
    void reportsErrorsOfAnyOfSchemaMatchingJsonType() {
        assertThat(errors(binder.bind(
                        DeclareIncidentRequest.class, JsonMapper.shared().readTree("""
                        {"times":{"DETECTED":{"at":"x","precision":5,"sauce":"logs"},"MITIGATED":{},"RESOLVED":"soon",
                         "IDENTIFIED":5}}"""))))
                .extracting(ValidationError::pointer, ValidationError::message)
                .containsExactlyInAnyOrder(
                        tuple("/times/DETECTED/at", "must be " + RequestSchemaValidator.TIME + ", got \"x\""),
                        tuple("/times/DETECTED/precision", "must be a string, got 5"),
                        tuple("/times/DETECTED/sauce", "unknown field"),
                        tuple("/times/MITIGATED/at", "is missing"),
                        tuple("/times/RESOLVED", "must be " + RequestSchemaValidator.TIME + ", got \"soon\""),
                        tuple("/times/IDENTIFIED", "must be " + RequestSchemaValidator.TIME + ", got 5"));
    }

    @Test
    void omitsValuesFromErrorsOfSecretRequest() {
        assertThat(errors(binder.bind(
                        PersonalDataRequest.class,
                        JsonMapper.shared().readTree(Json.of("{'key':4711,'environment':['a-4711'],'a-4711':1}")))))
                .containsExactlyInAnyOrder(
                        new ValidationError("/key", "is invalid", "expected: targeting key, 1 to 4,096 characters"),
                        new ValidationError(
                                "/environment", "is invalid", "expected: only this environment; default: all"),
                        new ValidationError("", "has unknown fields", "use only key, environment, reason"));
    }

    @Test
    void omitsFieldNamesFromErrorsOfSecretRequestThatPostgresCannotStore() {
        assertThat(errors(binder.bind(
                        PersonalDataRequest.class,
                        JsonMapper.shared()
                                .readTree(Json.of("{'key':'k','a-4711':'\\u0000','environment':{'b-4711':1e999}}")))))
                .containsExactlyInAnyOrder(
                        new ValidationError("", "must not contain the NUL character", "remove it"),
                        new ValidationError("/environment", "must be a finite number", "use a smaller number"));
    }

    @Test
    void rejectsNulCharacter() {
        assertThat(error(bindWith("statement", "\"a\\u0000b\"")).message()).contains("NUL");
    }

    @Test
    void rejectsInfiniteNumber() {
        assertThat(error(bind(VALID.replaceFirst("\\{", Json.of("{'probability':1e999,"))))
                        .message())
                .isEqualTo("must be a finite number");
    }

    @Test
    void rejectsInvalidCalendarDate() {
        assertThat(error(bindWith("horizon", "\"2027-02-30T00:00:00Z\"")).pointer())
                .isEqualTo("/horizon");
    }

    @Test
    void rejectsBodyThatIsNotAnObject() {
        assertThat(error(bind("[]"))).isEqualTo(new ValidationError("", "must be an object", "write an object"));
    }

    @Test
    void rejectsTrailingLineBreakInPatternField() {
        assertThat(error(
                        binder.bind(CreateUserRequest.class, JsonMapper.shared().readTree("{\"name\":\"anna\\n\"}"))))
                .isEqualTo(new ValidationError(
                        "/name",
                        "is invalid, got \"anna\\n\"",
                        "expected: 1 to 100 letters, digits and . _ @ + -, starting with a letter or digit"));
    }

    @Test
    void preservesDigitsOfNumbersInManifests() {
        String document = Json.of("{'spec':{'share':1.50}}");
        JsonMapper exact = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        assertThat(binder.bind(ApplyManifestsRequest.class, exact.readTree(Json.of("{'objects':[%s]}", document)))
                        .orThrow("")
                        .objects())
                .hasToString("[" + document + "]");
    }

    @Test
    void omitsSecretsAndNestedValuesFromErrors() {
        for (String value : List.of("4711", Json.of("['hunter2']"), Json.of("{'hunter2':1}"), "true")) {
            assertThat(error(binder.bind(
                            ChangePasswordRequest.class,
                            JsonMapper.shared().readTree(Json.of("{'current':'a','new':%s}", value)))))
                    .isEqualTo(new ValidationError(
                            "/new", "must be a string", "expected: new password, 15 to 200 characters"));
        }
        assertThat(error(bindWith("statement", Json.of("{'password':'hunter2'}")))
                        .message())
                .isEqualTo("must be a string");
        assertThat(error(bind("\"hunter2\"")).message()).isEqualTo("must be an object");
        assertThat(error(bindWith("quantiles", "\"hunter2\"")).message()).isEqualTo("must be an array");
    }

    @Test
    void rejectsTooLongStringsAndArrays() {
        assertThat(error(bindWith("statement", "\"" + "x".repeat(2_001) + "\"")).message())
                .isEqualTo("must have at most 2000 characters, got 2001");
        assertThat(error(bindWith(
                                "quantiles",
                                Json.of(
                                        "[%s{'level':0.5,'value':1}]",
                                        Json.of("{'level':0.5,'value':1},").repeat(99))))
                        .message())
                .isEqualTo("must have at most 99 elements, got 100");
    }
}
