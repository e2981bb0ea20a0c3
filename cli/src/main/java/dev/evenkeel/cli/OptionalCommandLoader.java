// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.util.Optional;

/// A loader of commands that an installation may lack, by class name.
///
/// @param classes class loader
record OptionalCommandLoader(ClassLoader classes) {
    /// Creates a command; empty when its class is missing.
    ///
    /// @param className class of a picocli command with a public no-argument constructor
    Optional<Object> load(String className) {
        try {
            return Optional.of(Class.forName(className, true, classes)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + " cannot be created", e);
        }
    }
}
