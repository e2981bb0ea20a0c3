// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
import dev.evenkeel.api.Secret;
import dev.evenkeel.api.UserApi.ChangePasswordRequest;
import dev.evenkeel.api.UserApi.InvitationResponse;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SecretTest {
    private static final String SECRET = "hunter2";

    private static List<Class<?>> recordsWithSecrets() {
        return new ClassFileImporter()
                .importPackages(Secret.class.getPackageName()).stream()
                        .filter(type ->
                                type.getFields().stream().anyMatch(field -> field.isAnnotatedWith(Secret.class)))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static Object create(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Stream.of(components)
                .map(RecordComponent::getType)
                .map(component -> component == String.class ? SECRET : component == long.class ? 1L : null)
                .toArray();
        var constructor = type.getDeclaredConstructor(
                Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
        return constructor.newInstance(values);
    }

    @Test
    void recordsOmitSecretsFromToString() throws ReflectiveOperationException {
        List<Class<?>> types = recordsWithSecrets();
        assertThat(types)
                .contains(ChangePasswordRequest.class, InvitationResponse.class, PutNotificationChannelRequest.class);
        for (Class<?> type : types) {
            assertThat(create(type).toString()).as(type.getName()).doesNotContain(SECRET);
        }
    }

    @Test
    void schemasDeclareSecretsWithPasswordFormat() {
        assertThat(OpenApiSchemaRegistry.generateValidationSchema(ChangePasswordRequest.class)
                        .at("/$defs/ChangePasswordRequest/properties/new/format")
                        .stringValue())
                .isEqualTo("password");
        assertThat(OpenApiSchemaRegistry.generateValidationSchema(PutNotificationChannelRequest.class)
                        .at("/$defs/PutNotificationChannelRequest/properties/secret/format")
                        .stringValue())
                .isEqualTo("password");
    }
}
