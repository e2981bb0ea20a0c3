// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.util.Optional;

/// Makes commands that an installation may lack, by the names of their classes.
///
/// @param classes has the classes that are there
record OptionalCommandLoader(ClassLoader classes) {
    /// A new command; empty when its class is not there.
    ///
    /// @param className a command of picocli with a public constructor that takes nothing
    Optional<Object> load(String className) {
        try {
            return Optional.of(Class.forName(className, true, classes)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + " cannot be made", e);
        }
    }
}
