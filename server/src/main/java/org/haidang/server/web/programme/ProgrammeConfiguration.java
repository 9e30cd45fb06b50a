package org.haidang.server.web.programme;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The programme's controllers, named one by one. */
@Configuration(proxyBeanMethods = false)
@Import({
    LifeController.class,
    PlanController.class,
    ConnectionController.class,
    CameraConnectionController.class,
    SurveyController.class,
    SurveyFormController.class,
    SurveyMeasureController.class,
    SurveyPhotoController.class,
})
public class ProgrammeConfiguration {}
