// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.util.ClassUtils;

/// Suggests the default bean name of a dependency's class, so that Spring does not compare each dependency with the
/// types of all beans: at startup, that takes a fifth of the time. Spring uses a suggested bean only if it exists and
/// has the type, and otherwise searches by type.
final class BeanNameByTypeResolver extends ContextAnnotationAutowireCandidateResolver {
    @Override
    public @Nullable String getSuggestedName(DependencyDescriptor descriptor) {
        String name = super.getSuggestedName(descriptor);
        return name == null ? ClassUtils.getShortNameAsProperty(descriptor.getDependencyType()) : name;
    }
}
