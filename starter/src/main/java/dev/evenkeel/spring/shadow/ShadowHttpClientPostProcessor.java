// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/// Gives the interceptor to clients that are beans and were made without Boot's builders.
final class ShadowHttpClientPostProcessor implements BeanPostProcessor {
    private final ShadowHttpInterceptor interceptor;

    ShadowHttpClientPostProcessor(ShadowHttpInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestTemplate template) {
            guard(template);
        } else if (bean instanceof RestClient client) {
            return client.mutate().requestInterceptors(this::addTo).build();
        }
        return bean;
    }

    void guard(RestTemplate template) {
        addTo(template.getInterceptors());
    }

    void guard(RestClient.Builder builder) {
        builder.requestInterceptors(this::addTo);
    }

    private void addTo(List<ClientHttpRequestInterceptor> interceptors) {
        if (!interceptors.contains(interceptor)) {
            interceptors.add(interceptor);
        }
    }
}
