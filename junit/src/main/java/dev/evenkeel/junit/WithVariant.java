// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sets a flag's variant in a test, or in all tests of a class, as an override file does: regardless of the
/// flag's definition, and also without one. On a method it takes precedence over the same flag on the class,
/// and there over enclosing classes. Registers [FakeEvenkeelExtension].
///
/// ```java
/// @Test
/// @WithVariant(flag = "payment-core", variant = "modern")
/// void booksByTheNewCore(FakeEvenkeel evenkeel) {
/// ```
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(WithVariant.WithVariants.class)
@ExtendWith(FakeEvenkeelExtension.class)
public @interface WithVariant {
    /// Key of the flag.
    String flag();

    /// Variant served to every unit.
    String variant();

    /// Container of repeated [WithVariant] annotations; the compiler adds it.
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @ExtendWith(FakeEvenkeelExtension.class)
    @interface WithVariants {
        /// One annotation per flag.
        WithVariant[] value();
    }
}
