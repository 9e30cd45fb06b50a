package org.haidang.server.web.programme;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The programme's controllers, named one by one. */
@Configuration(proxyBeanMethods = false)
@Import({
    DutyController.class,
    InstructionController.class,
    IncidentController.class,
    ClipController.class,
    InspectionController.class,
    LifeController.class,
    PlanController.class,
    ConnectionController.class,
    CameraConnectionController.class,
    ReportController.class,
    SearchController.class,
    OverviewController.class,
    ContactController.class,
    ContactEntryController.class,
    ContactListController.class,
    ProfileController.class,
    RegistryController.class,
    SurveyController.class,
    SurveyFormController.class,
    SurveyDeviceController.class,
    SurveyMeasureController.class,
    SurveyPhotoController.class,
    DispatchController.class,
    NotificationController.class,
    TaskController.class,
})
public class ProgrammeConfiguration {}
