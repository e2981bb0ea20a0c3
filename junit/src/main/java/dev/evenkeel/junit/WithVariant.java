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

/// Decides a flag in a test, or in all tests of a class, as an override file does: whatever its definition
/// says, and without one too. On a method it wins over the same flag on its class, there over enclosing
/// classes. Brings [FakeEvenkeelExtension] along.
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

    /// The variant that everybody gets.
    String variant();

    /// Several of them; written one below the other.
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @ExtendWith(FakeEvenkeelExtension.class)
    @interface WithVariants {
        /// One for each flag.
        WithVariant[] value();
    }
}
